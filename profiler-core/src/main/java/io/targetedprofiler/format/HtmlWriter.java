package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.targetedprofiler.model.ReportSet;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Writes one HTML page that needs nothing else, neither a network nor a server: the native JSON and
 * the views that draw it. Needs jackson-core. Stateless.
 *
 * <p>What stands in a report is data there, never markup: the JSON is ASCII whose every {@code <}
 * is escaped, and the page's Content-Security-Policy allows no script but its own, which bears a
 * number drawn anew for each file.
 */
public final class HtmlWriter implements ReportWriter {
  private static final int NONCE_BYTES = 16;
  private static final byte[] ESCAPED = "\\u003c".getBytes(ISO_8859_1);

  private final JsonWriter data = new JsonWriter();
  private final SecureRandom random = new SecureRandom();

  /** A writer. */
  public HtmlWriter() {}

  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    HtmlPage page = HtmlPage.withNonce(nonce());
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    buffered.write(page.beforeData().getBytes(UTF_8));
    data.write(reports, new InScript(buffered));
    buffered.write(page.afterData().getBytes(UTF_8));
    buffered.flush();
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** JSON in which nothing can end the element around it: outside of texts it has no such sign. */
  private static final class InScript extends FilterOutputStream {
    InScript(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      if (b == '<') {
        out.write(ESCAPED);
      } else {
        out.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int end = offset + length;
      int from = offset;
      for (int i = offset; i < end; i++) {
        if (bytes[i] == '<') {
          out.write(bytes, from, i - from);
          out.write(ESCAPED);
          from = i + 1;
        }
      }
      out.write(bytes, from, end - from);
    }
  }
}
