package io.targetedprofiler.examples.boot.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection of HTTP 1.1 that sends request after request, and costs the machine little. */
final class Connection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  /**
   * A request.
   *
   * @param header of it, such as {@code Profiled: yes}
   */
  static byte[] get(String path, String header) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
        .formatted(path, header)
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] post(String path, String header, String json) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, header, json.length(), json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a request, reads its answer, and returns the status. */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:");
    }
    if (chunked) {
      int size;
      do {
        size = Integer.parseInt(line(), 16);
        in.skipNBytes(size);
        line();
      } while (size > 0);
    } else {
      in.skipNBytes(length);
    }
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
