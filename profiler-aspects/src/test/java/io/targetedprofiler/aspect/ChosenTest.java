package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosen.EarlyService;
import chosen.NamedService;
import chosen.PayService;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The configuration of these tests stands in the module's pom. */
@DisplayName("A method that the configuration chose")
class ChosenTest {

  private final Reports reports = new Reports();
  private final PayService service = new PayService(100);

  @AfterEach
  void close() {
    reports.close();
  }

  @Test
  @DisplayName("is a root of the target that chose it; a chosen one within is a node")
  void root() {
    assertThat(service.pay(5)).isEqualTo(6);
    assertThat(reports.tree("chosen"))
        .isEqualTo(
            """
            PayService.pay x1
              PayService.check x1
            """);
  }

  @Test
  @DisplayName("may be static, and may call itself: that is one report")
  void recursive() {
    assertThat(PayService.twice(4)).isEqualTo(8);
    assertThat(service.factorial(3)).isEqualTo(6);

    assertThat(reports.of("chosen"))
        .extracting(report -> report.tree().root().frame().method())
        .containsExactly("twice", "factorial");
    assertThat(reports.of("chosen").get(1).tree().nodes()).isEqualTo(3);
  }

  @Test
  @DisplayName("is one even while its class is being initialised")
  void early() {
    assertThat(EarlyService.total()).isEqualTo(2);

    assertThat(reports.of("chosen"))
        .extracting(report -> report.tree().root().frame().method())
        .containsExactly("fee", "total");
  }

  @Test
  @DisplayName("that throws is reported as failed, and throws what it threw")
  void throwing() {
    assertThatThrownBy(() -> service.pay(101)).isInstanceOf(IllegalArgumentException.class);

    CallReport report = reports.one("chosen");
    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.exception()).isEqualTo("IllegalArgumentException");
    assertThat(report.tree().root().errors()).isEqualTo(1);
  }

  @Test
  @DisplayName("that returns a stage lasts until that completes")
  void stage() {
    CompletableFuture<Integer> amount = new CompletableFuture<>();
    CompletableFuture<Integer> paid = service.payLater(amount);
    assertThat(reports.of("chosen")).isEmpty();
    amount.complete(3);

    assertThat(paid).isCompletedWithValue(6);
    assertThat(reports.of("chosen"))
        .extracting(report -> report.tree().root().frame().method())
        .contains("payLater");
  }

  @Test
  @DisplayName("and is marked, too, is one report, with the name of its mark")
  void marked() {
    assertThat(service.marked()).isEqualTo(3);
    assertThat(reports.one("marked pay").tree().nodes()).isEqualTo(1);
    assertThat(reports.of("chosen")).isEmpty();
  }

  @Test
  @DisplayName("is none without a probe, and no lambda")
  void notChosen() {
    assertThat(service.silent() + service.getLimit()).isEqualTo(104);
    assertThat(service.receipt().getAsInt()).isEqualTo(42);

    assertThat(reports.of("chosen"))
        .extracting(report -> report.tree().root().frame().method())
        .containsExactly("receipt");
  }

  @Test
  @DisplayName("of an interface cannot be a root, and runs as before")
  void ofInterface() {
    assertThat(new NamedService.Named("you").greet()).isEqualTo("hello you");
    assertThat(reports.of("chosen"))
        .extracting(report -> report.tree().root().frame().method())
        .doesNotContain("greet");
  }
}
