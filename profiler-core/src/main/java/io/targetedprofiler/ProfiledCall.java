package io.targetedprofiler;

import io.targetedprofiler.record.RootSite;
import org.jspecify.annotations.Nullable;

/**
 * A call that was opened by hand with {@link Profiler#open}, and ends when it is closed; meant for
 * try-with-resources. To be closed by the thread that opened it; closed by another one, its report
 * ends with that thread's next profiled call.
 */
public final class ProfiledCall implements AutoCloseable {

  private final @Nullable RootSite root;
  private final Thread owner;
  private @Nullable Throwable thrown;
  private boolean closed;

  private ProfiledCall(@Nullable RootSite root) {
    this.root = root;
    this.owner = Thread.currentThread();
  }

  static ProfiledCall open(String name) {
    try {
      RootSite root = Engine.get().named(name);
      if (root != null) {
        root.enter();
      }
      return new ProfiledCall(root);
    } catch (RuntimeException | Error e) {
      Failures.say("a call could not be profiled", e);
      return new ProfiledCall(null);
    }
  }

  /**
   * Says that the call fails, which {@link #close} cannot see by itself: the report's outcome is
   * {@code threw}.
   *
   * @param cause what was thrown
   * @return this
   */
  public ProfiledCall failed(Throwable cause) {
    thrown = cause;
    return this;
  }

  /** Ends the call. The second time does nothing. Never throws. */
  @Override
  public void close() {
    if (closed || root == null) {
      return;
    }
    closed = true;
    try {
      if (Thread.currentThread() == owner) {
        root.exit(thrown);
      } else {
        root.abandon(owner);
      }
    } catch (RuntimeException | Error e) {
      Failures.say("the end of a profiled call could not be recorded", e);
    }
  }
}
