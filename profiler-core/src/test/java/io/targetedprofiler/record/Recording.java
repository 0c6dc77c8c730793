package io.targetedprofiler.record;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.TreeDrawing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that is profiled on a clock turned by hand: its calls are written as they nest, and the
 * tree of each outermost marked call comes out as a drawing. Enters and exits are told to the
 * recorder as probes do it. For one thread at a time.
 *
 * <pre>{@code
 * recording.marked("checkout", 5, () -> recording.call("tax", 30));
 * assertThat(recording.tree()).isEqualTo("checkout 1 35\n  tax 1 30\n");
 * }</pre>
 */
final class Recording {

  static final Runnable NOTHING = () -> {};

  private final RootSite.Settings settings;
  private final NanoClock clock;
  private final CalibratedClock calibrated;
  private final Map<String, Object> sites = new HashMap<>();
  private final Map<String, RootSite> marked = new HashMap<>();
  private final List<RecordedCall> completed = new ArrayList<>();
  private final List<UnreportedCalls> unreported = new ArrayList<>();
  private final List<RootSite> awaiting = new ArrayList<>();
  private final List<LateTasks> late = new ArrayList<>();
  private final List<Collectable> held = new ArrayList<>();
  private final List<String> metered = new ArrayList<>();

  Recording() {
    this(RootSite.Settings.DEFAULT);
  }

  Recording(RecordingLimits limits) {
    this(new RootSite.Settings(true, 0, TimingPolicy.FULL, limits));
  }

  Recording(RootSite.Settings settings) {
    this(settings, new ManualClock(1_000));
  }

  Recording(RootSite.Settings settings, NanoClock clock) {
    this(settings, clock, ProbeCost.FREE);
  }

  /**
   * Probes take no time on a clock turned by hand: what they are said to cost is deducted all the
   * same.
   */
  Recording(RootSite.Settings settings, NanoClock clock, ProbeCost cost) {
    this.settings = settings;
    this.clock = clock;
    this.calibrated = CalibratedClock.of(clock, cost);
  }

  // What the program does.

  /** A marked method that works for a while, calls, and returns or throws on. */
  void marked(String name, long nanos, Runnable calls) {
    RootSite root = root(name);
    root.enter();
    Throwable thrown = null;
    try {
      work(nanos);
      calls.run();
    } catch (Throwable t) {
      thrown = t;
      throw t;
    } finally {
      root.exit(thrown);
    }
  }

  void marked(String name, long nanos) {
    marked(name, nanos, NOTHING);
  }

  /** Another woven method. */
  void call(String name, long nanos, Runnable calls) {
    enter(name);
    try {
      work(nanos);
      calls.run();
    } catch (Throwable t) {
      exitThrowing(name);
      throw t;
    }
    exit(name);
  }

  void call(String name, long nanos) {
    call(name, nanos, NOTHING);
  }

  /** Hands a task over at the current place. */
  HandOver handOver(String name) {
    return HandOver.at(site(name));
  }

  /** Runs a task on the current thread. */
  void task(HandOver handOver, long nanos, Runnable calls) {
    boolean recorded = handOver.begin();
    Throwable thrown = null;
    try {
      work(nanos);
      calls.run();
    } catch (Throwable t) {
      thrown = t;
      throw t;
    } finally {
      if (recorded) {
        handOver.end(thrown);
      }
    }
  }

  /** Takes a step on another thread, and waits until it is done. */
  static void elsewhere(Runnable step) {
    Thread thread = new Thread(step, "worker");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void work(long nanos) {
    if (clock instanceof ManualClock manual) {
      manual.advance(nanos);
    }
  }

  void enter(String name) {
    enter(site(name));
  }

  void enter(Object site) {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.enter(site);
    }
  }

  void exit(String name) {
    exit(site(name));
  }

  void exit(Object site) {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.exit(site);
    }
  }

  void exitThrowing(String name) {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.exitThrowing(site(name));
    }
  }

  /** A program goes on after an exception. */
  static void swallow(Runnable throwing) {
    try {
      throwing.run();
    } catch (RuntimeException | StackOverflowError expected) {
      // that is the program
    }
  }

  Object site(String name) {
    return sites.computeIfAbsent(name, NamedSite::new);
  }

  RootSite root(String name) {
    return marked.computeIfAbsent(
        name,
        n -> new RootSite(n, site(n), settings, new WrittenMeter(n), new Completed(), calibrated));
  }

  // What was recorded.

  /** The drawing of the last tree. */
  String tree() {
    return TreeDrawing.draw(root());
  }

  CallNode root() {
    return report().tree().root();
  }

  Losses losses() {
    return report().tree().losses();
  }

  CallReport report() {
    return last().toReport(completed.size(), Map.of());
  }

  RecordedCall last() {
    return completed.get(completed.size() - 1);
  }

  int reports() {
    return completed.size();
  }

  /** The meters' measurements in their order, such as {@code tax 30 returned}. */
  List<String> metered() {
    return metered;
  }

  /** Roots that wait for somebody to collect. */
  List<RootSite> awaiting() {
    return awaiting;
  }

  /** What is held back until it is collected, roots apart. */
  List<Collectable> held() {
    return held;
  }

  /** Tasks that came in after the report of their call. */
  List<LateTasks> late() {
    return late;
  }

  /** What was passed on of calls that were not reported. */
  List<UnreportedCalls> unreported() {
    return unreported;
  }

  private final class Completed implements CompletedCalls {
    @Override
    public void accept(RecordedCall call) {
      call.deliver(completed::add);
    }

    @Override
    public void accept(LateTasks tasks) {
      late.add(tasks);
    }

    @Override
    public void accept(UnreportedCalls calls) {
      unreported.add(calls);
    }

    @Override
    public void await(Collectable what, long afterNanos) {
      if (what instanceof RootSite root) {
        awaiting.add(root);
      } else {
        held.add(what);
      }
    }
  }

  private final class WrittenMeter implements CallMeter {
    private final String name;

    WrittenMeter(String name) {
      this.name = name;
    }

    @Override
    public Object started() {
      return name;
    }

    @Override
    public void ended(Object started, long nanos, Throwable thrown) {
      String outcome = thrown == null ? "returned" : "threw " + thrown.getMessage();
      metered.add(started + " " + nanos + " " + outcome);
    }
  }
}
