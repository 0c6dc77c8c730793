package io.targetedprofiler.examples.benchmarks.workloads;

/**
 * What one method does in one run: how long each of its calls works, and how many calls of it each
 * call of its caller makes. All is decided before the run. To be played once, by one thread.
 */
public final class Script {

  private final int[] iterations;
  private final int[] batches;
  private int call;
  private int batch;

  /**
   * Copies nothing.
   *
   * @param iterations of {@link Busy#work} in each call
   * @param batches for each call of the caller, how many calls it makes; together as many as there
   *     are in {@code iterations}
   */
  public Script(int[] iterations, int[] batches) {
    this.iterations = iterations;
    this.batches = batches;
  }

  /** The work of the next call. */
  public void work() {
    Busy.work(iterations[call++]);
  }

  /** How many calls the caller makes now. */
  public int batch() {
    return batches[batch++];
  }
}
