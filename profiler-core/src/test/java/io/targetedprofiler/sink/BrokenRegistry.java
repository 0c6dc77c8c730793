package io.targetedprofiler.sink;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopLongTaskTimer;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;

/** A registry whose meters can be had and then fail whoever uses them. */
final class BrokenRegistry extends SimpleMeterRegistry {

  BrokenRegistry() {
    super(SimpleConfig.DEFAULT, Clock.SYSTEM);
  }

  @Override
  protected Timer newTimer(
      Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
    return new NoopTimer(id) {
      @Override
      public void record(long amount, TimeUnit unit) {
        throw new IllegalStateException("broken timer");
      }
    };
  }

  @Override
  protected Counter newCounter(Meter.Id id) {
    return new NoopCounter(id) {
      @Override
      public void increment(double amount) {
        throw new IllegalStateException("broken counter");
      }
    };
  }

  @Override
  protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig statistics) {
    return new NoopLongTaskTimer(id) {
      @Override
      public LongTaskTimer.Sample start() {
        throw new IllegalStateException("broken long task timer");
      }
    };
  }

  /** Cannot be stopped. */
  static final class Sample extends LongTaskTimer.Sample {
    @Override
    public long stop() {
      throw new IllegalStateException("broken sample");
    }

    @Override
    public double duration(TimeUnit unit) {
      return 0;
    }
  }
}
