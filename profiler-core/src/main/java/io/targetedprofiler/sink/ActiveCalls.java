package io.targetedprofiler.sink;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.LongTaskTimer.Sample;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The long task timer of one profile's calls in progress. In a composite registry, such as
 * Micrometer's global one, a sample of it is the dearest part of a root: stopping it runs a stream
 * over those of its parts. So theirs are taken, as long as it is clear which they are. Safe for use
 * by many threads.
 */
final class ActiveCalls {

  private final LongTaskTimer timer;
  private final Collection<MeterRegistry> registries;
  private volatile Parts parts;

  private ActiveCalls(LongTaskTimer timer, Collection<MeterRegistry> registries) {
    this.timer = timer;
    this.registries = registries;
    this.parts = Parts.of(timer, registries);
  }

  static ActiveCalls of(MeterRegistry registry, String profile) {
    LongTaskTimer timer =
        LongTaskTimer.builder("profiler.calls.active")
            .description("Profiled calls in progress")
            .tag("profile", profile)
            .register(registry);
    return new ActiveCalls(
        timer,
        registry instanceof CompositeMeterRegistry composite
            ? composite.getRegistries() // as they are at any time
            : List.of());
  }

  /** A call begins. What is returned is to be given to {@link #stop}. */
  Object start() {
    Parts known = parts;
    if (!known.areThoseOf(registries)) {
      known = Parts.of(timer, registries);
      parts = known;
    }
    return known.start();
  }

  /** The call has ended. */
  static void stop(@Nullable Object started) {
    if (started instanceof Sample sample) {
      sample.stop();
    } else if (started instanceof Sample[] samples) {
      for (Sample sample : samples) {
        sample.stop();
      }
    }
  }

  /** Of which timers the samples are taken while a composite has these registries. */
  private static final class Parts {
    private final MeterRegistry[] registries;
    private final LongTaskTimer[] timers;

    private Parts(MeterRegistry[] registries, List<LongTaskTimer> timers) {
      this.registries = registries;
      this.timers = timers.toArray(new LongTaskTimer[0]);
    }

    /** Those that the composite has registered in its registries, or else its own. */
    static Parts of(LongTaskTimer timer, Collection<MeterRegistry> registries) {
      MeterRegistry[] known = registries.toArray(new MeterRegistry[0]);
      List<LongTaskTimer> timers = new ArrayList<>();
      for (MeterRegistry registry : known) {
        Collection<LongTaskTimer> found = registeredIn(registry, timer.getId());
        if (found.size() != 1) { // filters hid it, or others are named alike
          return new Parts(known, List.of(timer));
        }
        timers.addAll(found);
      }
      return new Parts(known, timers.isEmpty() ? List.of(timer) : timers);
    }

    private static Collection<LongTaskTimer> registeredIn(MeterRegistry registry, Meter.Id id) {
      return registry.find(id.getName()).tags(id.getTagsAsIterable()).longTaskTimers();
    }

    /** Asked at each call. */
    boolean areThoseOf(Collection<MeterRegistry> current) {
      for (MeterRegistry registry : registries) {
        if (!current.contains(registry)) {
          return false;
        }
      }
      return current.size() == registries.length;
    }

    Object start() {
      if (timers.length == 1) {
        return timers[0].start();
      }
      Sample[] samples = new Sample[timers.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = timers[i].start();
      }
      return samples;
    }
  }
}
