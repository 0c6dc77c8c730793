package io.targetedprofiler;

import io.targetedprofiler.record.RootSite;

/**
 * Keeps the profiler's own failures away from the application: they are said, and the call goes on
 * unprofiled.
 */
final class Failures {

  private Failures() {}

  /**
   * A marked call could not be begun; its exit comes all the same and must not end an outer call.
   */
  static void enterFailed(Throwable failure) {
    RootSite.missEnter();
    say("a call could not be profiled", failure);
  }

  static void say(String what, Throwable failure) {
    try {
      Engine.get().log().warn(what, () -> what, failure);
    } catch (Throwable contained) {
      // No stack, no memory or no logger is left to tell anyone; the application must not suffer
      // for it.
    }
  }
}
