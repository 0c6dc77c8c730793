package queens;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends without a flush: what was reported must be in the log all the same, and every call in the
 * timer.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Metrics.addRegistry(registry);
    for (int size : new int[] {2, 4}) {
      System.out.println(size + " queens: " + new Queens(size).solutions());
    }
    Files.writeString(Path.of("target", "scrape.txt"), registry.scrape());
  }
}
