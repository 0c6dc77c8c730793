package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.examples.benchmarks.workloads.plain.Errands;
import io.targetedprofiler.record.ThreadRecorder;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hand-over outside any profiled call, by woven code. To an executor that drops its tasks, since
 * another one takes a hundred times as long as what is to be measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class OutsideHandOverBenchmark {

  private static final Runnable NOTHING = () -> {};

  /** Keeps the last task only. */
  @State(Scope.Thread)
  public static class Nobody implements Executor {
    private Runnable last = NOTHING;

    @Override
    public void execute(Runnable task) {
      last = task;
    }

    @Override
    public String toString() {
      return "dropped " + last;
    }
  }

  /** Something was profiled in this JVM, and no longer is. */
  @State(Scope.Benchmark)
  public static class ProfiledBefore {
    /** Opens the gate. */
    @Setup(Level.Trial)
    public void profile() {
      Profiler.profile("before", () -> {});
      if (ThreadRecorder.current() != null) {
        throw new IllegalStateException("this thread is being profiled");
      }
    }
  }

  /** Not woven. */
  @Benchmark
  public void baseline(Nobody nobody) {
    Errands.execute(nobody, NOTHING);
  }

  /** Woven; nothing has ever been profiled. */
  @Benchmark
  public void idle(Nobody nobody, NothingProfiled nothing) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.Errands.execute(nobody, NOTHING);
  }

  /** Woven, outside any profiled call, after one. */
  @Benchmark
  public void outside(Nobody nobody, ProfiledBefore before) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.Errands.execute(nobody, NOTHING);
  }

  /** Woven, while another thread is being profiled. */
  @Benchmark
  public void bystander(Nobody nobody, ProfiledElsewhere elsewhere) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.Errands.execute(nobody, NOTHING);
  }

  /** Wrapped by hand outside any profiled call: it is given back. */
  @Benchmark
  public Runnable byHand(ProfiledBefore before) {
    return Profiler.wrap(NOTHING);
  }
}
