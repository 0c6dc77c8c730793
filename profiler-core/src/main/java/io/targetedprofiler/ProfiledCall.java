package io.targetedprofiler;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.record.RootSite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A call that was opened by hand with {@link Profiler#open}, and ends when it is closed; meant for
 * try-with-resources. To be closed by the thread that opened it; closed by another one, its report
 * ends with that thread's next profiled call, or, if it is nested in another call, with that.
 */
public final class ProfiledCall implements AutoCloseable {

  private final @Nullable RootSite root;
  private final Thread owner;

  /** Whether it has a report of its own. */
  private final boolean outermost;

  private @Nullable Throwable thrown;
  private boolean closed;

  private List<Argument> arguments = List.of();

  /** The same, once it was closed with a stage: from then on any thread adds to them. */
  private volatile @Nullable List<Argument> argumentsUntilEnd;

  private ProfiledCall(@Nullable RootSite root, boolean outermost) {
    this.root = root;
    this.outermost = outermost;
    this.owner = Thread.currentThread();
  }

  static ProfiledCall open(String name) {
    try {
      return begin(Engine.get().named(name));
    } catch (RuntimeException | Error e) {
      Failures.say("a call could not be profiled", e);
      return new ProfiledCall(null, false);
    }
  }

  /** Of a root; null for none. */
  static ProfiledCall begin(@Nullable RootSite root) {
    try {
      return new ProfiledCall(root, root != null && root.enter());
    } catch (RuntimeException | Error e) {
      Failures.say("a call could not be profiled", e);
      return new ProfiledCall(null, false);
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

  /**
   * Adds a line to what the report says of its arguments; nothing for a call within another one,
   * which has no report. On the thread that opened it; once it was closed with a stage, on any, and
   * before that completes.
   *
   * @param name one of a few
   * @param value rendered now, within bounds, as arguments are
   * @return this
   */
  public ProfiledCall argument(String name, @Nullable Object value) {
    try {
      add(new Argument(name, ValueRendering.render(value)));
    } catch (RuntimeException | Error e) {
      Failures.say("an argument of a profiled call could not be captured", e);
    }
    return this;
  }

  private void add(Argument argument) {
    List<Argument> untilEnd = argumentsUntilEnd;
    if (untilEnd != null) {
      untilEnd.add(argument);
    } else if (root != null && !closed) {
      List<Argument> all = new ArrayList<>(arguments);
      all.add(argument);
      arguments = all;
      root.share(all);
    }
  }

  /** Ends the call. The second time does nothing. Never throws. */
  @Override
  public void close() {
    close(null);
  }

  /**
   * Leaves the thread, while the call itself lasts until a stage completes: its timer, threshold
   * and outcome are those of the whole. What else a call by hand has to tell of its failure is the
   * stage's business then. Never throws.
   *
   * @param stage completes when the call is over, on any thread
   */
  public void closeWith(CompletionStage<?> stage) {
    if (root != null && !closed) {
      List<Argument> untilEnd = new CopyOnWriteArrayList<>(arguments);
      argumentsUntilEnd = untilEnd;
      root.share(untilEnd);
    }
    close(stage);
  }

  private void close(@Nullable CompletionStage<?> stage) {
    if (closed || root == null) {
      return;
    }
    closed = true;
    try {
      if (Thread.currentThread() != owner) {
        if (outermost) { // else it ends with that
          root.abandon(owner);
        }
      } else if (outermost) {
        root.end(thrown, stage);
      } else if (stage != null) {
        root.exitWith(stage);
      } else {
        root.exit(thrown);
      }
    } catch (RuntimeException | Error e) {
      Failures.exitFailed(e);
    }
  }
}
