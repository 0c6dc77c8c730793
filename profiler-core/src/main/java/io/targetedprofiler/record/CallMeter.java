package io.targetedprofiler.record;

import io.targetedprofiler.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of every marked call on the spot, on its own thread, so that no count is ever
 * lost. Implementations never throw, never block and register nothing per call.
 */
public interface CallMeter {

  /** Measures nothing. */
  CallMeter NONE =
      new CallMeter() {
        @Override
        public @Nullable Object started() {
          return null;
        }

        @Override
        public void ended(@Nullable Object started, long nanos, @Nullable Throwable thrown) {}
      };

  /** A call begins; what it returns is given back to {@link #ended}. */
  @Nullable Object started();

  /**
   * The call ended.
   *
   * @param started what {@link #started} returned; that of another meter if meters were exchanged
   *     meanwhile
   * @param nanos its duration
   * @param thrown what it threw, or null
   */
  void ended(@Nullable Object started, long nanos, @Nullable Throwable thrown);

  /**
   * The method returned, on its thread, but the call is not over: {@link #ended} follows, on any
   * thread.
   *
   * @param started what {@link #started} returned; that of another meter if meters were exchanged
   *     meanwhile
   */
  default void left(@Nullable Object started) {}

  /**
   * The call ended, and has tags. Whoever does not count by tags counts it like any other.
   *
   * @param tags what its arguments said at its begin; the same names for all calls of a method
   */
  default void ended(
      @Nullable Object started, long nanos, @Nullable Throwable thrown, List<Tag> tags) {
    ended(started, nanos, thrown);
  }
}
