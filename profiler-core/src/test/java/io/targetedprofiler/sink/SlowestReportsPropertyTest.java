package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.SampleReport;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("The reports that are kept in memory")
class SlowestReportsPropertyTest {

  @Property
  @Label("are what sorting all calls of the minute would give")
  void asSorted(
      @ForAll @Size(max = 60) List<@IntRange(max = 1_000) Integer> durations,
      @ForAll @IntRange(min = 1, max = 10) int k) {
    SlowestReports some = new SlowestReports(profile -> k, 1, new ManualClock());
    durations.forEach(nanos -> some.accept(SampleReport.of("main 1 " + nanos).report()));

    List<Long> expected =
        durations.stream()
            .map(Integer::longValue)
            .sorted(Comparator.reverseOrder())
            .limit(k)
            .toList();
    assertThat(some.reports())
        .extracting(report -> report.usage().wallNanos())
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
