package billing;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.targetedprofiler.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Writes three invoices and fails at a fourth. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Metrics.addRegistry(registry);

    Billing billing = new Billing(Discount.forBulk(10));
    List<Item> items =
        List.of(
            Item.builder().name("nail").quantity(100).cents(3).build(),
            Item.builder().name("hammer").quantity(1).cents(1_999).build());
    billing.invoice(items, Currency.EUR);
    billing.invoice(items, Currency.EUR);
    billing.invoice(items, Currency.JPY);
    try {
      billing.invoice(List.of(), Currency.EUR);
    } catch (EmptyInvoiceException expected) {
      System.out.println("an empty invoice was refused");
    }
    new RefundService().refund(Currency.EUR, 1_999);

    if (!Profiler.flush(Duration.ofSeconds(20))) {
      throw new IllegalStateException("reports are late");
    }
    Files.writeString(Path.of("target", "scrape.txt"), registry.scrape());
  }
}
