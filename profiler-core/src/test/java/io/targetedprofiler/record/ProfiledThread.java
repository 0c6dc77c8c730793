package io.targetedprofiler.record;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A thread that takes its steps when the test says so, and whose id the test chooses: ids that are
 * {@link #SLOTS} apart share a slot. Has a recording of its own.
 */
final class ProfiledThread implements AutoCloseable {

  static final int SLOTS = 4096;
  private static final long ID = 1_000_000_007;

  final Recording recording = new Recording();
  private final ExecutorService executor;
  private Thread thread;

  /** Of the same slot for every number. */
  ProfiledThread(int number) {
    this.executor =
        Executors.newSingleThreadExecutor(
            steps -> {
              thread = new ThreadWithId(steps, ID + (long) number * SLOTS);
              return thread;
            });
    run(Recording.NOTHING);
  }

  /** Takes a step and waits until it is done. */
  void run(Runnable step) {
    try {
      executor.submit(step).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  void begin(String name) {
    run(() -> recording.root(name).enter());
  }

  void end(String name) {
    run(() -> recording.root(name).exit(null));
  }

  void call(String name, long nanos) {
    run(() -> recording.call(name, nanos));
  }

  Thread thread() {
    return thread;
  }

  /** Ends the thread, whatever it has open. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new AssertionError("the thread does not end");
      }
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class ThreadWithId extends Thread {
    private final long id;

    ThreadWithId(Runnable steps, long id) {
      super(steps);
      this.id = id;
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getId() {
      return id;
    }
  }
}
