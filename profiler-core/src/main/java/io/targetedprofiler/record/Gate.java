package io.targetedprofiler.record;

/**
 * The one question that every probe asks first: has anything ever been profiled? Tested by the
 * probes' pointcut, so that an idle probe is one read of a plain static field and nothing of the
 * recorder.
 *
 * <p>Plain on purpose: a recorder starts on the thread whose probes it serves, so no other thread
 * must see the write. Sticky on purpose: a flag that each profiled call writes would be a cache
 * line that every probe on every core reads.
 */
public final class Gate {

  private static boolean open;

  private Gate() {}

  /** Whether probes have to look for a recorder of their thread. */
  public static boolean isOpen() {
    return open;
  }

  /** From now on they have to. On the thread that will be profiled, or before it can be. */
  public static void open() {
    if (!open) {
      open = true;
    }
  }
}
