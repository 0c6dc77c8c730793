package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.record.ThreadRecorder;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Another thread has a profiled call open: the thread that is measured is a bystander. */
@State(Scope.Benchmark)
public class ProfiledElsewhere {

  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread other = new Thread(this::holdCall, "profiled");

  /** Returns once the other thread's call is open. */
  @Setup(Level.Trial)
  public void open() throws InterruptedException {
    other.start();
    opened.await();
    if (ThreadRecorder.current() != null) {
      throw new IllegalStateException("this thread is being profiled");
    }
  }

  /** Ends the other thread's call. */
  @TearDown(Level.Trial)
  public void close() throws InterruptedException {
    over.countDown();
    other.join();
  }

  private void holdCall() {
    Profiler.profile(
        "elsewhere",
        () -> {
          opened.countDown();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
