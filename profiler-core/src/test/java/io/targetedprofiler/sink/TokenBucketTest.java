package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

@Label("A token bucket of n events a second")
class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Property(tries = 200)
  @Label("lets exactly n through at once, and n again after a second")
  void burst(@ForAll @IntRange(min = 1, max = 5_000) int perSecond) {
    ManualClock clock = new ManualClock();
    TokenBucket bucket = new TokenBucket(perSecond, clock);

    assertThat(takeAll(bucket)).isEqualTo(perSecond);
    clock.advance(Duration.ofSeconds(1));
    assertThat(takeAll(bucket)).isEqualTo(perSecond);
    clock.advance(Duration.ofDays(1));
    assertThat(takeAll(bucket)).as("no more for having waited longer").isEqualTo(perSecond);
  }

  @Property(tries = 300)
  @Label("never lets more than 2 n through in any second, nor refuses less than that asks for")
  void rate(
      @ForAll @IntRange(min = 1, max = 50) int perSecond,
      @ForAll @Size(min = 1, max = 400) List<@LongRange(min = 0, max = SECOND / 10) Long> pauses) {
    ManualClock clock = new ManualClock();
    TokenBucket bucket = new TokenBucket(perSecond, clock);
    List<Long> let = new ArrayList<>();
    for (long pause : pauses) {
      clock.advance(Duration.ofNanos(pause));
      if (bucket.tryTake()) {
        let.add(clock.getAsLong());
      }
    }

    for (int i = 0; i + 2 * perSecond < let.size(); i++) {
      assertThat(let.get(i + 2 * perSecond) - let.get(i))
          .isGreaterThanOrEqualTo(SECOND - perSecond);
    }
    long elapsed = pauses.stream().mapToLong(Long::longValue).sum();
    assertThat((long) let.size()).isLessThanOrEqualTo(perSecond * (SECOND + elapsed) / SECOND + 1);
    assertThat(let.size()).isGreaterThanOrEqualTo(Math.min(perSecond, pauses.size()));
  }

  @Example
  @Label("gives one back for each n-th of a second")
  void refills() {
    ManualClock clock = new ManualClock();
    TokenBucket bucket = new TokenBucket(10, clock);
    takeAll(bucket);

    clock.advance(Duration.ofMillis(99));
    assertThat(bucket.tryTake()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(takeAll(bucket)).isEqualTo(1);
  }

  private static int takeAll(TokenBucket bucket) {
    int taken = 0;
    while (bucket.tryTake()) {
      taken++;
    }
    return taken;
  }
}
