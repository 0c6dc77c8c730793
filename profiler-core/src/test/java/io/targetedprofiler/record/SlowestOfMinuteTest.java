package io.targetedprofiler.record;

import static io.targetedprofiler.record.SlowestOfMinute.MINUTE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A threshold that the slowest calls of a minute reach")
class SlowestOfMinuteTest {

  private static final long SECOND = MINUTE_NANOS / 60;

  private final SlowestOfMinute threshold = new SlowestOfMinute(2);
  private long now = Long.MAX_VALUE - 10 * SECOND; // the clock may run over

  @Test
  @DisplayName("is reached by the first few, and then by whatever is slower than one of those")
  void slowest() {
    assertThat(reported(30, 10, 9, 10, 11, 30, 31, 20, 31, 40))
        .containsExactly(30, 10, 11, 30, 31, 31, 40);
  }

  @Test
  @DisplayName("begins anew with the first call after a minute, however slow the last one was")
  void minutes() {
    assertThat(reported(500, 400, 300)).containsExactly(500, 400);
    now += 59 * SECOND;
    assertThat(reported(300)).isEmpty();
    now += SECOND;
    assertThat(reported(3, 2, 1)).containsExactly(3, 2);
    now += 59 * SECOND;
    assertThat(reported(1)).isEmpty();
    now += 300 * SECOND;
    assertThat(reported(1, 1, 1)).containsExactly(1, 1);
  }

  @Test
  @DisplayName("is reached by few of many calls")
  void few() {
    SlowestOfMinute ofFive = new SlowestOfMinute(5);
    Random random = new Random(42);
    int runs = 200;
    int reported = 0;
    for (int run = 0; run < runs; run++) {
      now += MINUTE_NANOS;
      for (int call = 0; call < 1_000; call++) {
        reported += isReported(ofFive, random.nextLong(1_000_000_000)) ? 1 : 0;
      }
    }

    assertThat((double) reported / runs).isBetween(29.0, 34.0); // 5 (1 + ln 200) = 31.5
  }

  @Property
  void letsTheSlowestPassInWhateverOrder(
      @ForAll @IntRange(min = 1, max = 10) int calls,
      @ForAll @Size(max = 50) List<@LongRange(max = 100) Long> durations) {
    SlowestOfMinute ofSome = new SlowestOfMinute(calls);
    List<Long> reported = new ArrayList<>();
    for (long nanos : durations) {
      if (isReported(ofSome, nanos)) {
        reported.add(nanos);
      }
    }

    assertThat(slowest(calls, reported)).isEqualTo(slowest(calls, durations));
  }

  private static List<Long> slowest(int calls, List<Long> durations) {
    return durations.stream().sorted(Collections.reverseOrder()).limit(calls).toList();
  }

  private long[] reported(long... durations) {
    return LongStream.of(durations).filter(nanos -> isReported(threshold, nanos)).toArray();
  }

  private boolean isReported(SlowestOfMinute by, long nanos) {
    boolean reported = nanos >= by.nanos(now);
    by.ended(nanos, now);
    return reported;
  }

  @Test
  @DisplayName("loses no slow call of several threads")
  void threads() throws InterruptedException {
    SlowestOfMinute ofMany = new SlowestOfMinute(100);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      threads.add(
          new Thread(
              () -> {
                for (int call = first; call < 10_000; call += 4) {
                  ofMany.ended(call, now);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(ofMany.nanos(now)).isEqualTo(9_901);
  }
}
