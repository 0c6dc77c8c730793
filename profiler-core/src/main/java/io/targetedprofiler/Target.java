package io.targetedprofiler;

import io.targetedprofiler.record.RootSite;
import org.jspecify.annotations.Nullable;

/**
 * A marked method with its settings as they hold, read once.
 *
 * @param root where its calls are recorded
 * @param arguments captures its arguments; null if they are not wanted
 * @param tags reads the tags of its timer from its arguments; null if there are none
 */
record Target(RootSite root, @Nullable ArgumentCapture arguments, @Nullable Tags tags) {

  /** Whether the call that has just begun, here, wants to see its arguments. */
  boolean wantsArguments() {
    return (tags != null && root.isInnermost()) || (arguments != null && root.hasJustBegun());
  }

  /** Lets that call see them. To look at them may be to run woven code. */
  void see(Object[] values) {
    if (tags != null) {
      root.tag(RootSite.unheard(() -> tags.read(values)));
    }
    if (arguments != null) {
      root.attach(RootSite.unheard(() -> arguments.capture(values)));
    }
  }
}
