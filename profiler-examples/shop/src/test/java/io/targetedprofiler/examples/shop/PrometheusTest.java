package io.targetedprofiler.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("GET /metrics")
class PrometheusTest {

  @Test
  @DisplayName("is what promtool calls faultless: names, units, help")
  void faultless() throws Exception {
    Optional<Path> promtool = promtool();
    if (System.getenv("REQUIRE_TOOLS") == null) {
      assumeTrue(promtool.isPresent(), "no promtool on the PATH (Debian: prometheus); not checked");
    }
    assertThat(promtool).as("promtool on the PATH; CI must not pass without it").isPresent();

    try (Shop shop = TestShop.start()) {
      Customers customers = new Customers(shop.uri());
      customers.checkout(RandomCarts.list(40, 1), 4);

      Process check =
          new ProcessBuilder(promtool.get().toString(), "check", "metrics")
              .redirectErrorStream(true)
              .start();
      try (OutputStream in = check.getOutputStream()) {
        in.write(customers.scrape().getBytes(StandardCharsets.UTF_8));
      }
      String complaints = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(complaints).isEmpty();
      assertThat(check.waitFor()).isZero();
    }
  }

  private static Optional<Path> promtool() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
