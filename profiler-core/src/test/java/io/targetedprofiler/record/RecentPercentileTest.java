package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A threshold that is a percentile of recent calls")
class RecentPercentileTest {

  private final Random random = new Random(42);

  @ParameterizedTest
  @CsvSource({"50,100", "99,100", "99.9,1000"})
  @DisplayName("is 0, and so every call reported, until one call among so many could be slower")
  void warmUp(double percentile, int enough) {
    RecentPercentile threshold = new RecentPercentile(percentile);
    for (int call = 1; call < enough; call++) {
      threshold.ended(1_000, 0);
      assertThat(threshold.nanos(0)).as("after %d calls", call).isZero();
    }
    threshold.ended(1_000, 0);

    assertThat(threshold.nanos(0)).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @CsvSource({"50", "90", "95", "99", "99.9"})
  @DisplayName("lets about so many calls pass, however their durations are distributed")
  void shares(double percentile) {
    List<LongSupplier> distributions =
        List.of(
            () -> (long) (-1_000_000 * Math.log(1 - random.nextDouble())),
            () -> (long) (1_000_000 * Math.exp(random.nextGaussian())),
            () -> (long) (1_000 / Math.pow(1 - random.nextDouble(), 1.5)),
            () ->
                (long)
                    ((random.nextInt(3) == 0 ? 9_000_000 : 100_000)
                        * Math.exp(random.nextGaussian())));
    for (LongSupplier distribution : distributions) {
      RecentPercentile threshold = new RecentPercentile(percentile);
      for (int call = 0; call < 20_000; call++) {
        threshold.ended(distribution.getAsLong(), 0);
      }
      int reported = 0;
      int calls = 200_000;
      for (int call = 0; call < calls; call++) {
        long nanos = distribution.getAsLong();
        reported += nanos >= threshold.nanos(0) ? 1 : 0;
        threshold.ended(nanos, 0);
      }

      double expected = 100 - percentile;
      assertThat(100.0 * reported / calls).isCloseTo(expected, within(0.25 * expected));
    }
  }

  @Test
  @DisplayName("is no more than 1 % above the longest of equal calls, which it does not report")
  void equalCalls() {
    for (long nanos : new long[] {0, 1, 31, 32, 33, 1_000, 123_456_789, Long.MAX_VALUE / 2}) {
      RecentPercentile threshold = new RecentPercentile(99);
      for (int call = 0; call < 5_000; call++) {
        threshold.ended(nanos, 0);
      }

      assertThat(threshold.nanos(0)).isGreaterThan(nanos);
      assertThat((double) threshold.nanos(0))
          .isLessThanOrEqualTo(Math.max(nanos * 1.01, nanos + 1));
    }
  }

  @Test
  @DisplayName("follows the calls when they all become slower, or quicker, within two windows")
  void follows() {
    RecentPercentile threshold = new RecentPercentile(99);
    long before = after(threshold, 4_000, 1_000_000);
    long slower = after(threshold, 4_000, 10_000_000);
    long quicker = after(threshold, 20_000, 100_000);

    assertThat(slower).isCloseTo(10 * before, within(before));
    assertThat(quicker).isLessThan(before / 5);
  }

  private long after(RecentPercentile threshold, int calls, int scale) {
    for (int call = 0; call < calls; call++) {
      threshold.ended(scale + random.nextInt(scale), 0);
    }
    return threshold.nanos(0);
  }

  @Test
  @DisplayName("survives any duration a clock can give")
  void extremes() {
    RecentPercentile threshold = new RecentPercentile(99);
    for (int call = 0; call < 10_000; call++) {
      threshold.ended(call % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE, 0);
    }

    assertThat(threshold.nanos(0)).isPositive();
  }

  @Test
  @DisplayName("loses no call of several threads, and waits for none")
  void threads() throws InterruptedException {
    RecentPercentile threshold = new RecentPercentile(50);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      long nanos = t < 2 ? 1_000 : 1_000_000;
      Thread thread =
          new Thread(
              () -> {
                for (int call = 0; call < 50_000; call++) {
                  threshold.ended(nanos, 0);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(threshold.nanos(0)).isBetween(1_000L, 1_010_000L);
  }
}
