package io.targetedprofiler.record;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that leaves the program, such as an SQL statement, while it is open: a node beneath
 * whatever is recorded around it, at every depth of recording. Ended by the thread that began it.
 */
public final class OutsideCall {

  private final ThreadRecorder recorder;
  private final NamedSite site;

  private OutsideCall(ThreadRecorder recorder, NamedSite site) {
    this.recorder = recorder;
    this.site = site;
  }

  /** Whether the current thread is being profiled; if it is not, there is nothing to find out. */
  public static boolean isWanted() {
    return RecorderSlots.of(Thread.currentThread()) != null;
  }

  /**
   * Begins one.
   *
   * @param site made by {@link OutsideSites}, or {@link NamedSite#outside}
   * @return null if the thread is not being profiled, or is within another such call, as a driver
   *     is that stands on another driver
   */
  public static @Nullable OutsideCall begin(NamedSite site) {
    return begin(site, same -> same);
  }

  /**
   * Begins one.
   *
   * @param what is called
   * @param site finds its site; asked only if that is wanted
   * @return null if the thread is not being profiled, or is within another such call
   */
  public static <T> @Nullable OutsideCall begin(T what, Function<T, NamedSite> site) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder == null || recorder.isOutside()) {
      return null;
    }
    NamedSite found = site.apply(what);
    recorder.enterMarked(found);
    return new OutsideCall(recorder, found);
  }

  /**
   * Counts something of it.
   *
   * @param name one of a few: it is kept for each call path
   * @param value added to what was counted before
   */
  public void count(String name, long value) {
    if (isOpen()) {
      recorder.count(site, name, value);
    }
  }

  /**
   * Ends it, and whatever is still open within it.
   *
   * @param threw whether it ended by a throw
   */
  public void end(boolean threw) {
    if (isOpen()) {
      recorder.exitMarked(site, threw ? 1 : 0);
    }
  }

  /** The profiled call around it may have ended meanwhile, and another one begun. */
  private boolean isOpen() {
    return recorder.thread() == Thread.currentThread();
  }
}
