package io.targetedprofiler.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of benchmarks")
class TableTest {

  @Test
  @DisplayName(
      "shows what each row costs above the baseline, and as a multiple of the clock pair and of ours")
  void ratios() {
    Table table =
        Table.of(
            List.of(
                row("Tree", "active", 70.04, 2.5, 0.01),
                row("Tree", "baseline", 10.0, 0.1, 0.0),
                row("Tree", "clockPair", 60.0, 1.0, 0.0),
                row("Tree", "idle", 9.96, 0.1, 0.0),
                row("Tree", "timed", 1510.0, 90.0, 624.6)));

    assertThat(table.render())
        .isEqualTo(
            """
            per call                          ns       +- ns    ns above     x clock    x active           B      cpu ns others' cpu
            Tree
              baseline                      10.0         0.1           -           -           -           0         9.0         1.0
              idle                          10.0         0.1         0.0        0.00        0.00           0         9.0         1.0
              clockPair                     60.0         1.0        50.0        1.00        0.83           0         9.0         1.0
              active                        70.0         2.5        60.0        1.20        1.00           0         9.0         1.0
              timed                      1,510.0        90.0     1,500.0       30.00       24.98         625         9.0         1.0
            """);
  }

  @Test
  @DisplayName("compares each benchmark class with its own baseline, and says nothing without one")
  void groups() {
    Table table =
        Table.of(
            List.of(
                new Row("Alone", "active", 50.0, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                row("Tree", "baseline", 10.0, 1.0, 0.0),
                row("Tree", "active", 20.0, 1.0, 0.0)));

    assertThat(table.render())
        .isEqualTo(
            """
            per call                          ns       +- ns    ns above     x clock    x active           B      cpu ns others' cpu
            Alone
              active                        50.0           -           -           -           -           -           -           -
            Tree
              baseline                      10.0         1.0           -           -           -           0         9.0         1.0
              active                        20.0         1.0        10.0           -        1.00           0         9.0         1.0
            """);
  }

  @Test
  @DisplayName("is made from the JSON that JMH writes")
  void json() throws JsonProcessingException {
    List<Row> rows =
        JmhResults.rows(
            new ObjectMapper()
                .readTree(
                    """
                    [{"benchmark": "some.where.TreeBenchmark.Nested.active",
                      "params": {"fanOut": "4"},
                      "primaryMetric": {"score": 66.5, "scoreError": "NaN", "scoreUnit": "ns/op"},
                      "secondaryMetrics": {
                        "gc.alloc.rate.norm": {"score": 0.25},
                        "cpu.own": {"score": 66.0},
                        "cpu.others": {"score": 1.5}}}]
                    """));

    assertThat(rows)
        .containsExactly(
            new Row("TreeBenchmark.Nested", "active fanOut=4", 66.5, Double.NaN, 0.25, 66.0, 1.5));
  }

  @Test
  @DisplayName("refuses figures of another unit")
  void unit() throws JsonProcessingException {
    String json =
        "[{\"benchmark\": \"a.B.c\", \"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"ops/s\"}}]";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JmhResults.rows(new ObjectMapper().readTree(json)))
        .withMessageContaining("a.B.c");
  }

  private static Row row(String group, String name, double nanos, double error, double bytes) {
    return new Row(group, name, nanos, error, bytes, 9.0, 1.0);
  }
}
