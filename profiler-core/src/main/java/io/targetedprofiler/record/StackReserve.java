package io.targetedprofiler.record;

/**
 * Makes sure that the stack has room for what beginning and ending a root need, before anything is
 * changed. Without it a stack overflow half-way through {@link RootSite#enter} could leave a
 * recorder open for ever; with it the overflow happens here, where nothing has begun.
 *
 * <p>The same frame's exit needs that room, too, until it has changed what it has to. Compiled,
 * this reserves little, and the frames of an exit that is still interpreted are large: there must
 * be few of them.
 */
final class StackReserve {

  private static final int FRAMES = 32;

  private StackReserve() {}

  static void ensure() {
    if (descend(FRAMES, 1, 2, 3, 4) == Long.MIN_VALUE) {
      throw new AssertionError("unreachable: keeps the descent from being optimised away");
    }
  }

  private static long descend(int frames, long a, long b, long c, long d) {
    return frames == 0 ? a + b + c + d : descend(frames - 1, b, c, d, a) + 1;
  }
}
