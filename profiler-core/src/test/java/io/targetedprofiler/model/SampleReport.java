package io.targetedprofiler.model;

import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A report of a tree for tests: the ordinary case, of which a test changes what it is about. */
public final class SampleReport {
  private final CallNode root;
  private String profile = "checkout";
  private long id = 128;
  private String thread = "http-7";
  private Outcome outcome = Outcome.RETURNED;
  private String exception = "none";
  private OptionalLong thresholdNanos = OptionalLong.empty();
  private ResourceUsage usage;
  private List<Argument> arguments = List.of();
  private List<Tag> tags = List.of();
  private Map<String, String> context = Map.of();
  private Losses losses = Losses.NONE;
  private List<Frame> demoted = List.of();
  private Timeline timeline = Timeline.NONE;
  private Asynchrony asynchrony = Asynchrony.NONE;
  private long costNanos = 800;

  private SampleReport(CallNode root) {
    this.root = root;
    this.usage =
        new ResourceUsage(
            root.totalNanos(), OptionalLong.of(61_200_000), OptionalLong.of(3_100_000), 0, 0);
  }

  public static SampleReport of(CallNode root) {
    return new SampleReport(root);
  }

  /** Of a drawing as {@link TreeDrawing} reads it. */
  public static SampleReport of(String drawing) {
    return new SampleReport(TreeDrawing.parse(drawing));
  }

  public SampleReport profile(String name) {
    this.profile = name;
    return this;
  }

  public SampleReport id(long number) {
    this.id = number;
    return this;
  }

  public SampleReport context(Map<String, String> diagnosticContext) {
    this.context = diagnosticContext;
    return this;
  }

  public SampleReport thread(String name) {
    this.thread = name;
    return this;
  }

  public SampleReport threw(String exceptionName) {
    this.outcome = Outcome.THREW;
    this.exception = exceptionName;
    return this;
  }

  public SampleReport thresholdNanos(long nanos) {
    this.thresholdNanos = OptionalLong.of(nanos);
    return this;
  }

  public SampleReport usage(ResourceUsage changed) {
    this.usage = changed;
    return this;
  }

  public SampleReport arguments(Argument... captured) {
    this.arguments = List.of(captured);
    return this;
  }

  public SampleReport tags(Tag... read) {
    this.tags = List.of(read);
    return this;
  }

  public SampleReport losses(Losses changed) {
    this.losses = changed;
    return this;
  }

  public SampleReport demoted(Frame... methods) {
    this.demoted = List.of(methods);
    return this;
  }

  public SampleReport timeline(Timeline recorded) {
    this.timeline = recorded;
    return this;
  }

  /** What came in later, under the report's number. */
  public SampleReport supplement(int number) {
    this.asynchrony = new Asynchrony(OptionalLong.empty(), 0, number);
    return this;
  }

  public SampleReport costNanos(long nanos) {
    this.costNanos = nanos;
    return this;
  }

  public CallReport report() {
    return new CallReport(
        profile,
        id,
        Instant.EPOCH,
        thread,
        outcome,
        exception,
        thresholdNanos,
        usage,
        arguments,
        tags,
        context,
        new CallTree(root, size(), losses, demoted, 0, new Cost(10, costNanos)),
        timeline,
        asynchrony);
  }

  private int size() {
    int size = 0;
    Deque<CallNode> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      size++;
      rest.pop().children().forEach(rest::push);
    }
    return size;
  }
}
