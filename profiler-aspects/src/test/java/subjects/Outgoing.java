package subjects;

import io.targetedprofiler.Depth;
import io.targetedprofiler.Profile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Sends requests by every client that is known. */
public final class Outgoing {

  private final HttpClient client = HttpClient.newHttpClient();
  private final OkHttpClient ok = new OkHttpClient();
  private final URI uri;

  public Outgoing(URI uri) {
    this.uri = uri;
  }

  @Profile("sent")
  public String send() throws IOException, InterruptedException {
    return body("/one?user=ann") + body("/two") + body("/missing");
  }

  private String body(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString()).body();
  }

  @Profile("sent later")
  public String sendLater() {
    return client
        .sendAsync(request("/later"), BodyHandlers.ofString())
        .thenApply(HttpResponse::body)
        .join();
  }

  @Profile(value = "sent at the top", depth = Depth.TOP_LEVEL)
  public String sendAtTheTop() throws IOException, InterruptedException {
    return body("/top");
  }

  @Profile("refused")
  public void refused() throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:1/")).build(),
        BodyHandlers.discarding());
  }

  @Profile("sent by Apache")
  public int apache() throws IOException {
    try (CloseableHttpClient http = HttpClients.createMinimal()) {
      try (var response = http.execute(new HttpGet(uri.resolve("/apache")))) {
        return response.getCode() + http.execute(new HttpGet(uri.resolve("/b")), r -> 1);
      }
    }
  }

  @Profile("sent by OkHttp")
  public int ok() throws IOException {
    Request request = new Request.Builder().url(uri.resolve("/ok").toString()).build();
    try (Response response = ok.newCall(request).execute()) {
      return response.code();
    }
  }

  /** Nobody profiles this. */
  public String unprofiled() throws IOException, InterruptedException {
    return body("/unprofiled");
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(uri.resolve(path)).build();
  }
}
