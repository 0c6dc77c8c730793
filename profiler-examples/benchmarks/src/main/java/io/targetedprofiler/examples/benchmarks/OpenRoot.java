package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.ProfiledCall;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.record.ThreadRecorder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A profiled call around a whole iteration, so that only inner probes are measured: neither the
 * root nor its report.
 */
@State(Scope.Thread)
public class OpenRoot {

  private @Nullable ProfiledCall call;
  private @Nullable Thread opener;

  /** Opens the root on the thread that runs the benchmark. */
  @Setup(Level.Iteration)
  public void open() {
    opener = Thread.currentThread();
    call = Profiler.open("iteration");
    if (ThreadRecorder.current() == null) {
      throw new IllegalStateException("nothing is being recorded");
    }
  }

  /** Ends it. */
  @TearDown(Level.Iteration)
  public void close() {
    if (call == null || opener != Thread.currentThread()) {
      throw new IllegalStateException("the root was not open on the thread that was measured");
    }
    call.close();
  }
}
