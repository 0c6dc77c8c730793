package io.targetedprofiler.examples.benchmarks.real;

import io.targetedprofiler.Profiler;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import one.profiler.AsyncProfiler;

/**
 * One process: a program in one state. It warms up alone, then goes on in that state, and prints
 * the end and the duration of each round of that time, in microseconds since its begin.
 */
final class Child {

  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(12);
  private static final long STATE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Child() {}

  /** Arguments: folder of the programs, program, state. */
  public static void main(String[] args) throws Exception {
    State state = State.valueOf(args[2]);
    Runnable round = Program.valueOf(args[1]).load(Path.of(args[0]), state.woven);
    rounds(round, WARM_UP_NANOS);
    StringBuilder rounds =
        switch (state.kind) {
          case ALONE -> rounds(round, STATE_NANOS);
          case SAMPLED -> sampled(round);
          case BYSTANDER -> besides(round);
          case PROFILED -> rounds(() -> Profiler.profile("round", round), STATE_NANOS);
        };
    System.out.print(rounds);
    System.err.println(round); // uses the result of the work
    System.exit(0);
  }

  private static StringBuilder rounds(Runnable round, long nanos) {
    StringBuilder rounds = new StringBuilder();
    long begin = System.nanoTime();
    long start = begin;
    while (start - begin < nanos) {
      round.run();
      long end = System.nanoTime();
      rounds.append((end - begin) / 1_000).append(' ').append((end - start) / 1_000.0).append('\n');
      start = end;
    }
    return rounds;
  }

  private static StringBuilder sampled(Runnable round) throws Exception {
    AsyncProfiler profiler = AsyncProfiler.getInstance();
    profiler.execute("start,event=itimer,interval=10ms");
    StringBuilder rounds = rounds(round, STATE_NANOS);
    profiler.execute("stop");
    return rounds;
  }

  private static StringBuilder besides(Runnable round) throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread other =
        new Thread(
            () ->
                Profiler.profile(
                    "elsewhere",
                    () -> {
                      opened.countDown();
                      try {
                        over.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    other.start();
    opened.await();
    StringBuilder rounds = rounds(round, STATE_NANOS);
    over.countDown();
    other.join();
    return rounds;
  }
}
