package io.targetedprofiler.examples.stress;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.record.CalibratedClock;
import io.targetedprofiler.record.CallMeter;
import io.targetedprofiler.record.Collectable;
import io.targetedprofiler.record.CompletedCalls;
import io.targetedprofiler.record.HandOver;
import io.targetedprofiler.record.LateTasks;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.NanoClock;
import io.targetedprofiler.record.ProbeCost;
import io.targetedprofiler.record.RecordedCall;
import io.targetedprofiler.record.RecordingLimits;
import io.targetedprofiler.record.RootSite;
import io.targetedprofiler.record.ThreadRecorder;
import io.targetedprofiler.record.Threshold;
import io.targetedprofiler.record.TimingPolicy;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A profiled call, and its report, which is made as soon as that is allowed, on whichever thread
 * that may be. A task of it makes one call, named after the profiled one.
 */
final class OneCall implements CompletedCalls {

  private static final CalibratedClock CLOCK = CalibratedClock.of(NanoClock.SYSTEM, ProbeCost.FREE);

  private static final NamedSite TASK = new NamedSite("task");

  private final String name;
  private final NamedSite site;
  private final RootSite root;
  private final Queue<CallReport> reports = new ConcurrentLinkedQueue<>();
  private final Queue<Collectable> held = new ConcurrentLinkedQueue<>();

  OneCall(String name, long graceNanos) {
    this.name = name;
    this.site = new NamedSite(name);
    this.root =
        new RootSite(
            "call",
            new NamedSite("call"),
            new RootSite.Settings(
                true, Threshold.of(0), TimingPolicy.FULL, RecordingLimits.DEFAULT, graceNanos),
            CallMeter.NONE,
            this,
            CLOCK);
  }

  void begin() {
    root.enter();
  }

  void end() {
    root.exit(null);
  }

  @Nullable HandOver handOver() {
    return HandOver.at(TASK);
  }

  /** Runs a task of this call. */
  void run(@Nullable HandOver task) {
    if (task != null && task.begin()) {
      work();
      task.end(null);
    }
  }

  void work() {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.enter(site);
      recorder.exit(site);
    }
  }

  @Override
  public void accept(RecordedCall call) {
    call.deliver(ended -> reports.add(ended.toReport(1, Map.of())));
  }

  @Override
  public void accept(LateTasks tasks) {
    tasks.toReport().ifPresent(reports::add);
  }

  @Override
  public void await(Collectable what, long afterNanos) {
    held.add(what);
  }

  /** When all threads are done: time passes, and what is held back comes. */
  void collect() {
    held.forEach(Collectable::collect);
  }

  /** How many reports there are, supplements apart. */
  int reports() {
    return (int) reports.stream().filter(report -> !report.asynchrony().isSupplement()).count();
  }

  /**
   * How many tasks there are, each with its call and nobody else's; -1 if not so.
   *
   * @param own how many calls more the profiled call made itself
   */
  int tasksBeside(int own) {
    long[] of = {0, 0, 0};
    reports.forEach(report -> count(report.tree().root(), of));
    return of[0] + own == of[1] && of[2] == 0 ? (int) of[0] : -1;
  }

  /**
   * How many tasks are in the report, or in supplements, each with its call and nobody else's.
   *
   * @return -1 if a task is there without that, or with another
   */
  int tasks(boolean inSupplements) {
    int sum = 0;
    for (CallReport report : reports) {
      if (report.asynchrony().isSupplement() == inSupplements) {
        long[] of = {0, 0, 0};
        count(report.tree().root(), of);
        if (of[0] != of[1] || of[2] != 0) {
          return -1;
        }
        sum += (int) of[0];
      }
    }
    return sum;
  }

  /** How many tasks were cancelled before they began. */
  int cancelled() {
    return reports.stream()
        .flatMap(report -> report.tree().root().async().stream())
        .mapToInt(work -> work.tree().root().counters().getOrDefault("cancelled", 0L).intValue())
        .sum();
  }

  /** How many tasks had not ended when the report was made. */
  int unfinished() {
    return reports.stream()
        .filter(report -> !report.asynchrony().isSupplement())
        .flatMap(report -> report.tree().root().async().stream())
        .mapToInt(work -> (int) work.unfinished())
        .sum();
  }

  private void count(CallNode node, long[] into) {
    String method = node.frame().method();
    if (method.equals("task") || method.equals("propagated context")) {
      into[0] += node.calls();
    } else if (method.equals(name)) {
      into[1] += node.calls();
    } else if (!method.equals("call")) {
      into[2] += node.calls();
    }
    node.children().forEach(child -> count(child, into));
    node.async().forEach(work -> count(work.tree().root(), into));
  }
}
