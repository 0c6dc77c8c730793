package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Flat profiles and comparisons of sixty calls of the shop")
class StatisticsTest {
  private ReportSet shop;
  private CallStatistics statistics;

  @BeforeEach
  void read() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("shop.json.gz")) {
      shop = new JsonReader().read(in, "shop");
    }
    statistics = CallStatistics.of(shop);
  }

  @Test
  @DisplayName("self times add up to the time of the profiled calls")
  void sums() {
    long total = shop.trees().get(0).tree().root().totalNanos();
    assertThat(statistics.methods().stream().mapToLong(MethodFigures::selfNanos).sum())
        .isEqualTo(total);
  }

  @Test
  @DisplayName("what the callers of a method called is what the method was called")
  void callers() {
    for (MethodFigures method : statistics.methods()) {
      long byCallers =
          statistics.callersOf(Pattern.compile(".")).stream()
              .filter(pair -> pair.method().equals(method.method()))
              .mapToLong(MethodFigures::calls)
              .sum();
      boolean isRoot = method.method().equals(shop.reports().get(0).tree().root().frame());
      assertThat(byCallers).isEqualTo(isRoot ? 0 : method.calls());
    }
  }

  @Test
  @DisplayName("callees are those that the methods that match call")
  void callees() {
    assertThat(statistics.calleesOf(Pattern.compile("TaxClient.rateIn")))
        .extracting(pair -> pair.method().label())
        .contains("Json.read");
  }

  @Test
  @DisplayName("each order sorts all rows")
  void orders() {
    for (StatisticsOrder order : StatisticsOrder.values()) {
      assertThat(statistics.methods().stream().sorted(order.comparator()))
          .containsExactlyInAnyOrderElementsOf(statistics.methods());
    }
    MethodFigures heaviest =
        statistics.methods().stream().min(StatisticsOrder.SELF.comparator()).orElseThrow();
    assertThat(heaviest.method().label()).isEqualTo("TaxClient.lookup");
  }

  @Test
  @DisplayName("limits are numbers or shares")
  void limits() {
    List<MethodFigures> all = statistics.methods();
    assertThat(Restriction.limit("3").apply(all)).isEqualTo(all.subList(0, 3));
    assertThat(Restriction.limit("1.0").apply(all)).isEqualTo(all);
    assertThat(Restriction.limit("0").apply(all)).isEmpty();
    for (String wrong : List.of("", "-1", "1.1", "NaN", "many", "99999999999")) {
      assertThatThrownBy(() -> Restriction.limit(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  @DisplayName("the text shows every row, with callers, trees and remarks")
  void text() {
    StatisticsText text = new StatisticsText(shop, false);
    assertThat(text.header()).startsWith("60 reports, 60 profiled calls, ");
    assertThat(text.table(statistics.methods()).lines()).hasSize(1 + statistics.methods().size());
    assertThat(text.table(statistics.callersOf(Pattern.compile("rateIn")))).contains(" -> ");
    assertThat(text.trees(5)).contains("|- ").contains("beyond 5 lines hidden");
    assertThat(text.remarks()).contains("profiler's own cost");
  }

  @Test
  @DisplayName("a set compared with itself has not changed, nor has its double per call")
  void unchanged() {
    ReportDiff diff = ReportDiff.of(shop, shop.plus(shop));
    assertThat(diff.profiles()).hasSize(1);
    assertThat(diff.profiles().get(0).growthPercent().orElseThrow()).isZero();
    assertThat(diff.paths()).allMatch(path -> path.selfChange() == 0);
    assertThat(new DiffText(diff, true).header()).contains("60 -> 120 profiled calls");
    assertThat(new DiffText(diff, true).table(1)).contains("are not shown");
  }

  @Test
  @DisplayName("the change of all paths together is that of a call's mean time")
  void changes() {
    List<CallReport> calls = shop.reports();
    ReportSet first = new ReportSet(calls.subList(0, 20));
    ReportSet rest = new ReportSet(calls.subList(20, 60));
    ReportDiff diff = ReportDiff.of(first, rest);
    double mean =
        rest.trees().get(0).tree().root().totalNanos() / 40.0
            - first.trees().get(0).tree().root().totalNanos() / 20.0;
    double changed = diff.paths().stream().mapToDouble(ReportDiff.Path::selfChange).sum();
    assertThat(changed).isCloseTo(mean, org.assertj.core.data.Offset.offset(1.0));
  }
}
