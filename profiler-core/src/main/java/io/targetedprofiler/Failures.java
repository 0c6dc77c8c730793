package io.targetedprofiler;

import io.targetedprofiler.record.RootSite;

/**
 * Keeps the profiler's own failures away from the application: they are said, and the call goes on
 * unprofiled. Where memory is short even a text that is used for the first time may be the one too
 * many, so those of marked methods stand within what is contained.
 */
final class Failures {

  private Failures() {}

  /** Does nothing: from here on the class is there, whatever becomes of the memory. */
  static void load() {}

  /**
   * A marked call could not be begun; its exit comes all the same and must not end an outer call.
   */
  static void enterFailed(Throwable failure) {
    RootSite.missEnter();
    try {
      say("a call could not be profiled", failure);
    } catch (Throwable contained) {
      // See below.
    }
  }

  /** The end of a marked call could not be recorded. */
  static void exitFailed(Throwable failure) {
    try {
      say("the end of a profiled call could not be recorded", failure);
    } catch (Throwable contained) {
      // See below.
    }
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
