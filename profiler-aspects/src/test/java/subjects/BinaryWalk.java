package subjects;

import io.targetedprofiler.Profile;

/** Two methods that call themselves and each other: every call is on a call path of its own. */
public final class BinaryWalk {

  /**
   * Walks a full binary tree.
   *
   * @param levels beneath the root
   * @param atEnd runs when the walk is over but this call is not
   * @return what depends on every step and on their order
   */
  @Profile("walk")
  public long walk(int levels, Runnable atEnd) {
    long result = 31 * left(levels - 1, 1) + right(levels - 1, 2);
    atEnd.run();
    return result;
  }

  private static long left(int levels, long step) {
    return levels == 0 ? 5 * step : 31 * left(levels - 1, 2 * step) + right(levels - 1, step + 1);
  }

  private static long right(int levels, long step) {
    return levels == 0 ? 7 * step : 37 * left(levels - 1, step - 1) + right(levels - 1, 3 * step);
  }
}
