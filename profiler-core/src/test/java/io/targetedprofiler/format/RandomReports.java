package io.targetedprofiler.format;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.Asynchrony;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.model.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Random reports of every kind that a recording can end in, from a seed: names that are hard to
 * quote, recursion, errors, estimates, with and without what is optional.
 */
final class RandomReports {
  private static final List<String> HARD_NAMES =
      List.of(
          "",
          "plain",
          "Größe",
          "日本語",
          "\ud83d\ude00",
          "half \ud83d of a pair",
          "\ude00",
          "<init>",
          "lambda$checkout$0",
          "List<Map<String, ? super T>>",
          "select \"a\"\nfrom b\r\n\twhere c = '\\'",
          "</script><b>&amp;",
          "nul \u0000 and bell \u0007 and \u2028 and \u202e",
          "\ufeff\uffff");

  private final Random random;
  private int asyncLevel;
  private boolean handsOver = true;

  RandomReports(long seed) {
    random = new Random(seed);
  }

  ReportSet set(int maxReports, int maxNodes) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      frames.add(frame());
    }
    List<CallReport> reports = new ArrayList<>();
    for (int i = random.nextInt(maxReports + 1); i > 0; i--) {
      reports.add(report(frames, maxNodes));
    }
    return new ReportSet(reports);
  }

  private CallReport report(List<Frame> frames, int maxNodes) {
    int nodes = 1 + random.nextInt(maxNodes);
    CallTree tree =
        new CallTree(
            root(frames, nodes),
            nodes,
            random.nextBoolean()
                ? Losses.NONE
                : new Losses(figure(), figure(), figure(), random.nextBoolean()),
            frames.subList(0, random.nextInt(3)),
            figure(),
            new Cost(figure(), figure()));
    return new CallReport(
        random.nextBoolean() ? "checkout" : name(),
        random.nextLong() >>> 1,
        Instant.ofEpochMilli(random.nextLong() >> 12),
        name(),
        random.nextBoolean() ? Outcome.RETURNED : Outcome.THREW,
        name(),
        perhaps(),
        new ResourceUsage(figure(), perhaps(), perhaps(), figure(), figure()),
        random.nextBoolean() ? List.of() : List.of(new Argument(name(), name())),
        random.nextBoolean() ? List.of() : List.of(new Tag(name(), name())),
        context(),
        tree,
        timeline(frames),
        new Asynchrony(perhaps(), figure(), random.nextInt(3)));
  }

  /** Beneath some nodes, a few levels deep. */
  /** From now on without work on other threads, which formats of stacks draw as calls. */
  RandomReports onOneThread() {
    handsOver = false;
    return this;
  }

  private List<AsyncWork> async(List<Frame> frames) {
    if (!handsOver || random.nextInt(4 + 4 * asyncLevel) != 0) {
      return List.of();
    }
    asyncLevel++;
    List<AsyncWork> works = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int nodes = 1 + random.nextInt(4);
      Frame how = Frame.named("task " + i); // of one place, each is of another kind
      CallNode beneath = root(frames, nodes);
      CallNode root =
          new CallNode(
              how,
              beneath.calls(),
              beneath.timedCalls(),
              beneath.measuredNanos(),
              beneath.totalNanos(),
              beneath.standardErrorNanos(),
              beneath.minNanos(),
              beneath.maxNanos(),
              beneath.errors(),
              beneath.counters(),
              beneath.children(),
              beneath.async());
      works.add(
          new AsyncWork(
              figure(),
              figure(),
              figure(),
              figure(),
              random.nextBoolean() ? List.of() : List.of(name(), name()),
              new CallTree(
                  root,
                  nodes,
                  Losses.NONE,
                  frames.subList(0, random.nextInt(2)),
                  figure(),
                  new Cost(figure(), figure()))));
    }
    asyncLevel--;
    return works;
  }

  /** A tree of so many paths; no two callees of one caller are the same method. */
  private CallNode root(List<Frame> frames, int nodes) {
    int reach = 1 + random.nextInt(nodes); // 1 makes chains
    int[] callers = new int[nodes];
    List<List<CallNode>> callees = new ArrayList<>();
    Frame[] methods = new Frame[nodes];
    List<List<Frame>> taken = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      callees.add(new ArrayList<>());
      taken.add(new ArrayList<>());
      callers[i] = i == 0 ? -1 : Math.max(0, i - 1 - random.nextInt(reach));
      Frame method = frames.get(random.nextInt(frames.size()));
      if (i > 0 && taken.get(callers[i]).contains(method)) {
        method = Frame.named("method " + i);
      }
      methods[i] = method;
      if (i > 0) {
        taken.get(callers[i]).add(method);
      }
    }
    for (int i = nodes - 1; i > 0; i--) {
      callees.get(callers[i]).add(node(methods[i], callees.get(i), frames));
    }
    return node(methods[0], callees.get(0), frames);
  }

  private CallNode node(Frame frame, List<CallNode> callees, List<Frame> frames) {
    Collections.reverse(callees);
    long total = figure() + callees.stream().mapToLong(CallNode::totalNanos).sum();
    long calls = 1 + figure();
    boolean estimated = random.nextInt(4) == 0;
    return new CallNode(
        frame,
        calls,
        estimated ? calls / 2 : calls,
        figure(),
        total,
        estimated ? figure() - 1 : 0,
        figure(),
        figure(),
        random.nextInt(2),
        counters(),
        callees,
        async(frames));
  }

  private Timeline timeline(List<Frame> frames) {
    if (random.nextBoolean()) {
      return Timeline.NONE;
    }
    List<Lane> lanes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      lanes.add(new Lane(name(), figure(), figure(), segments(frames)));
    }
    return new Timeline(segments(frames), figure(), lanes);
  }

  private List<Segment> segments(List<Frame> frames) {
    List<Segment> segments = new ArrayList<>();
    int depth = 0;
    long start = 0;
    for (int i = random.nextInt(8); i >= 0; i--) {
      Frame frame = frames.get(random.nextInt(frames.size()));
      segments.add(new Segment(frame, depth, start, figure(), random.nextBoolean(), counters()));
      depth = random.nextInt(depth + 2);
      start += figure();
    }
    return segments;
  }

  private Map<String, Long> counters() {
    return random.nextInt(4) == 0 ? Map.of("rows", figure(), "größe\nin bytes", 7L) : Map.of();
  }

  private Frame frame() {
    return random.nextInt(4) == 0
        ? Frame.named(name())
        : new Frame(name(), name(), name(), name(), random.nextInt(3) * random.nextInt(1_000));
  }

  private Map<String, String> context() {
    Map<String, String> context = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      context.put(WellFormed.of(name()), name());
    }
    return context;
  }

  private OptionalLong perhaps() {
    return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(figure());
  }

  /** Of any size from zero to some days in nanoseconds. */
  private long figure() {
    return random.nextLong() >>> (15 + random.nextInt(49));
  }

  private String name() {
    String name = HARD_NAMES.get(random.nextInt(HARD_NAMES.size()));
    return random.nextInt(4) == 0
        ? name + (char) random.nextInt(Character.MAX_VALUE + 1) + name
        : name;
  }
}
