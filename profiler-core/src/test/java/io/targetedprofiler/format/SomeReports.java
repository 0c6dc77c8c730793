package io.targetedprofiler.format;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Reports for the tests of file formats. */
final class SomeReports {
  /** What has broken writers before: each must survive a format that can hold it. */
  static final List<String> NASTY =
      List.of(
          "SQL select a,\n  b from t where x < ? and y = \"ü\"; -- limit 10",
          "SQL … limit 10",
          "a;b",
          "Größe→λ𝔘",
          "tab\tcr\rnul\u0000esc\u001b",
          "Map<String, List<? extends T>>.of(x)",
          "lambda$run$0",
          "_ZN3foo3barEv",
          "half \ud83d pair",
          "");

  private SomeReports() {}

  static ReportSet drawn(String drawing) {
    return ReportSet.of(SampleReport.of(drawing).report());
  }

  static final String CHECKOUT =
      """
      com.acme.Orders.checkout 1 412300us at=Orders.java:41
        com.acme.Pricing.price 3 221000us at=Pricing.java:88
          com.acme.Tax.lookup 3 209000us errors=1 at=Tax.java:17
        com.acme.Stock.reserve 3 96800us at=Stock.java:29
          SQL update stock set qty = ? where sku = ? 3 94700us
        com.acme.Tax.lookup 2 10us at=Tax.java:17
      """;

  /** a calls b calls a: 10 + 20 + 30 + 40 ms of self time. */
  static final String RECURSION =
      """
      com.acme.Walk.a 1 100ms at=Walk.java:5
        com.acme.Walk.b 2 90ms at=Walk.java:9
          com.acme.Walk.a 4 70ms at=Walk.java:5
            com.acme.Walk.a 8 40ms at=Walk.java:5
      """;

  static final Frame UNICODE = new Frame("com.acme.Größe", "λ𝔘", "(int)", "Größe.java", 3);
  static final Frame SQL =
      Frame.named("SQL select \"a\",\n  b from t where x < ? and y = 'ü'; -- limit 10");
  static final Frame GENERIC =
      new Frame("com.acme.Box<T>", "of<A & B>", "(Map<String, List<? super T>>)", "Box.java", 7);
  static final Frame LAMBDA = new Frame("com.acme.Walk$1", "lambda$run$0", "()", "Walk.java", 9);

  /** Recursion, errors, unicode, generics, a lambda and an SQL statement, with their order. */
  static ReportSet hostile() {
    CallNode sql = failing(SQL, 3, 40, 1);
    CallNode generic = failing(GENERIC, 2, 20, 0);
    CallNode lambda =
        failing(LAMBDA, 1, 30, 0, failing(LAMBDA, 2, 25, 0, failing(LAMBDA, 4, 10, 4)));
    CallNode root = failing(UNICODE, 1, 100, 1, sql, generic, lambda);
    return ReportSet.of(
        SampleReport.of(root)
            .profile("<b>\"Größe\"\n")
            .threw("Größe$Fault")
            .arguments(new Argument("sql", SQL.method()))
            .timeline(timelineOf(root))
            .report());
  }

  private static CallNode failing(
      Frame frame, long calls, long millis, long errors, CallNode... callees) {
    long nanos = millis * 1_000_000;
    return new CallNode(frame, calls, nanos, nanos / calls, nanos, errors, List.of(callees));
  }

  /** A root with a callee for each nasty name, as method, as class and by hand. */
  static ReportSet nasty() {
    List<CallNode> callees = new ArrayList<>();
    for (String name : NASTY) {
      callees.add(leaf(Frame.named(name)));
      callees.add(leaf(new Frame("com.acme." + name, name, "(" + name + ")", name, 7)));
    }
    long total = callees.size() * 1_000L;
    return ReportSet.of(
        SampleReport.of(new CallNode(Frame.named("root"), 1, total, total, total, 0, callees))
            .profile(NASTY.get(0))
            .thread(NASTY.get(3))
            .report());
  }

  private static CallNode leaf(Frame frame) {
    return new CallNode(frame, 2, 1_000, 500, 500, 0, List.of());
  }

  /** A path: which earlier one called it is left to {@code caller}, modulo their number. */
  private record Seed(Frame frame, int caller, long calls, long selfNanos) {}

  /** One to four reports whose frames, profiles and threads recur. */
  static Arbitrary<ReportSet> any() {
    Arbitrary<CallReport> report =
        Combinators.combine(
                seeds().list().ofMinSize(1).ofMaxSize(25),
                Arbitraries.of("checkout", "import", NASTY.get(0)),
                Arbitraries.of("http-1", "http-2"))
            .as(
                (seeds, profile, thread) ->
                    SampleReport.of(grow(seeds)).profile(profile).thread(thread).report());
    return report.list().ofMinSize(1).ofMaxSize(4).map(ReportSet::new);
  }

  private static Arbitrary<Seed> seeds() {
    return Combinators.combine(
            frames(),
            Arbitraries.integers().between(0, Integer.MAX_VALUE),
            Arbitraries.longs().between(1, 1_000_000),
            Arbitraries.oneOf(
                Arbitraries.longs().between(0, 2_000),
                Arbitraries.longs().between(0, 1_000_000_000_000L)))
        .as(Seed::new);
  }

  private static Arbitrary<Frame> frames() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of("a", "b", "<init>"),
            Arbitraries.of(NASTY),
            Arbitraries.strings().ofMaxLength(4));
    return Combinators.combine(
            Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.of("com.acme.A", "B$1"), names),
            names,
            Arbitraries.of("", "()", "(String)"),
            Arbitraries.of("", "A.java"),
            Arbitraries.integers().between(0, 3))
        .as(Frame::new);
  }

  private static CallNode grow(List<Seed> seeds) {
    List<List<CallNode>> children = new ArrayList<>();
    List<Set<Frame>> taken = new ArrayList<>();
    int[] callers = new int[seeds.size()];
    for (int i = 0; i < seeds.size(); i++) {
      children.add(new ArrayList<>());
      taken.add(new HashSet<>());
      callers[i] = i == 0 ? -1 : seeds.get(i).caller % i;
      if (i > 0 && !taken.get(callers[i]).add(seeds.get(i).frame)) {
        callers[i] = -1; // a caller has one node for each method
      }
    }
    for (int i = seeds.size() - 1; i > 0; i--) {
      if (callers[i] >= 0) {
        children.get(callers[i]).add(node(seeds.get(i), children.get(i)));
      }
    }
    return node(seeds.get(0), children.get(0));
  }

  private static CallNode node(Seed seed, List<CallNode> children) {
    Collections.reverse(children);
    long total = seed.selfNanos + children.stream().mapToLong(CallNode::totalNanos).sum();
    return new CallNode(
        seed.frame, seed.calls, total, total / seed.calls, total / seed.calls, 0, children);
  }

  /** As if each node were one call, and its callees followed each other. */
  static Timeline timelineOf(CallNode root) {
    List<Segment> segments = new ArrayList<>();
    addSegments(root, 0, 0, segments);
    return new Timeline(segments, 0);
  }

  private static void addSegments(CallNode node, int depth, long start, List<Segment> segments) {
    segments.add(new Segment(node.frame(), depth, start, node.totalNanos(), node.errors() > 0));
    long next = start;
    for (CallNode child : node.children()) {
      addSegments(child, depth + 1, next, segments);
      next += child.totalNanos();
    }
  }
}
