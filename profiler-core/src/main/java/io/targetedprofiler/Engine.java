package io.targetedprofiler;

import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.record.AdaptiveTiming;
import io.targetedprofiler.record.CalibratedClock;
import io.targetedprofiler.record.CallMeter;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.RecordingLimits;
import io.targetedprofiler.record.RootSite;
import io.targetedprofiler.record.SiteDemotion;
import io.targetedprofiler.record.SiteTable;
import io.targetedprofiler.record.Sites;
import io.targetedprofiler.record.ThinnedTiming;
import io.targetedprofiler.record.Threshold;
import io.targetedprofiler.record.TimingPolicy;
import io.targetedprofiler.sink.BackgroundJobs;
import io.targetedprofiler.sink.ConsoleCharset;
import io.targetedprofiler.sink.Deadline;
import io.targetedprofiler.sink.ExitHook;
import io.targetedprofiler.sink.FileSink;
import io.targetedprofiler.sink.JfrSink;
import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.ProfilerLog;
import io.targetedprofiler.sink.ReplaceableMeters;
import io.targetedprofiler.sink.ReportPipeline;
import io.targetedprofiler.sink.ReportSink;
import io.targetedprofiler.sink.Slf4jSink;
import io.targetedprofiler.sink.SlowestReports;
import java.lang.reflect.Executable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The profiler of this process: its configuration, its targets and where their reports go. One
 * instance, behind {@link Profiler} and {@link Roots}, because weaving can hand a method nothing
 * but statics.
 */
final class Engine {

  private static final Duration FLUSH_AT_EXIT = Duration.ofSeconds(3);
  private static final int MAX_NAMES = 1_000;
  private static final int KEPT_OF_A_MINUTE = 5;
  private static final String OTHER = "other";

  private final ProfilerLog log;
  private final ReplaceableMeters meters;
  private final ReportPipeline pipeline;
  private final SlowestReports recent;
  private final TargetSettings settings;
  private final WovenCheck wovenCheck;
  private final boolean enabled;
  private final boolean recordsStatements;
  private final boolean wrapsSources;
  private final boolean recordsHttp;
  private final boolean profilesRequests;
  private final boolean observesCalls;
  private final RecordingLimits limits;
  private final int segments;
  private final Timing timing;
  private final long graceNanos;
  private final CalibratedClock clock = CalibratedClock.system();
  private final TimingPolicy thinned = new ThinnedTiming(clock);
  private final BackgroundJobs budget;
  private final SiteDemotion demotion;
  private final SiteTable<Target> marked = new SiteTable<>();
  private volatile boolean anyWantsArguments;
  private @Nullable ExitHook atExit;
  private final ConcurrentMap<String, Threshold> relative = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, RootSite> named = new ConcurrentHashMap<>();
  private final RequestRoots requests = new RequestRoots(this::request);

  private static final class Holder {
    static final Engine ENGINE = start();
  }

  static Engine get() {
    return Holder.ENGINE;
  }

  private static Engine start() {
    Failures.load();
    ProfilerLog log = new ProfilerLog();
    Configuration configuration = Configuration.load(log::warn);
    ReplaceableMeters meters = new ReplaceableMeters(Meters.standard(log));
    SlowestReports recent = recent(configuration);
    ReportPipeline pipeline = new ReportPipeline(meters, recent, log);
    ToIntFunction<String> slowest = name -> configuration.slowest(name).orElse(0);
    pipeline.add(
        new Slf4jSink(
            text(configuration)::render,
            configuration.wholeNumber(Configuration.LOG_RATE, 1, 1_000_000, 50),
            meters),
        slowest);
    files(configuration, log).ifPresent(sink -> pipeline.add(sink, slowest));
    JfrSink.ifAvailable().ifPresent(pipeline::add);
    PyroscopeSettings.sink(configuration, meters, log).ifPresent(pipeline::add); // Last: may wait.
    Engine engine = new Engine(configuration, log, meters, pipeline, recent);
    ChosenMethods.get().sayMalformed(log::warn);
    if (engine.enabled) {
      ChosenMethods.get().sayTooLate(configuration, log::warn);
    }
    engine.atExit = ExitHook.of("exit", () -> engine.flush(FLUSH_AT_EXIT));
    return engine;
  }

  /** What stays in memory: five of a minute, unless the configuration names another number. */
  static SlowestReports recent(Configuration configuration) {
    return new SlowestReports(
        name -> configuration.slowest(name).orElse(KEPT_OF_A_MINUTE),
        configuration.recentMinutes());
  }

  /** Where reports go as files, if that is asked for. */
  static Optional<FileSink> files(Configuration configuration, ProfilerLog log) {
    List<FileFormat> formats = configuration.fileFormats();
    int keep = configuration.filesToKeep();
    return configuration
        .filesDirectory()
        .flatMap(directory -> FileSink.in(directory, formats, keep, log));
  }

  private static TextReport text(Configuration configuration) {
    return new TextReport(
        configuration.wholeNumber(Configuration.LOG_LINES, 1, 100_000, 40),
        configuration.number(Configuration.LOG_SHARE, 0, 100, 1),
        TextReport.canDraw(ConsoleCharset.guess()));
  }

  Engine(
      Configuration configuration,
      ProfilerLog log,
      ReplaceableMeters meters,
      ReportPipeline pipeline) {
    this(configuration, log, meters, pipeline, recent(configuration));
  }

  private Engine(
      Configuration configuration,
      ProfilerLog log,
      ReplaceableMeters meters,
      ReportPipeline pipeline,
      SlowestReports recent) {
    this.recent = recent;
    this.log = log;
    this.meters = meters;
    this.pipeline = pipeline;
    this.settings = new TargetSettings(configuration, log);
    this.wovenCheck = new WovenCheck(log);
    this.enabled = configuration.flag(Configuration.ENABLED, true);
    this.recordsStatements = enabled && configuration.flag(Configuration.SQL, true);
    this.wrapsSources = configuration.flag(Configuration.SQL_SOURCES, false);
    this.recordsHttp = enabled && configuration.flag(Configuration.HTTP, true);
    this.profilesRequests = enabled && configuration.flag(Configuration.WEB, true);
    this.observesCalls = enabled && configuration.flag(Configuration.OBSERVATIONS, false);
    this.limits = configuration.limits();
    this.segments = configuration.wholeNumber(Configuration.LIMITS_SEGMENTS, 1, 1_000_000, 10_000);
    this.timing = configuration.timing();
    this.graceNanos = configuration.asyncGraceNanos();
    this.budget = new BackgroundJobs("budget", log);
    this.demotion = new SiteDemotion(Sites.WOVEN, site -> marked.get(site) != null, budget);
    configuration.targets().forEach(wovenCheck::checkNamedClass);
  }

  /** The target of a marked site; null while profiling is switched off. */
  @Nullable Target target(Object site, Function<Object, MarkedMethod> describe) {
    Target known = marked.get(site);
    if (known != null || !enabled) {
      return known;
    }
    return marked.computeIfAbsent(site, s -> create(s, describe.apply(s)));
  }

  /** The target of a site that {@link #target} was asked for. */
  @Nullable Target known(Object site) {
    return marked.get(site);
  }

  /** Whether any target so far may want to see arguments; most programs have none. */
  boolean anyWantsArguments() {
    return anyWantsArguments;
  }

  /** The root that is opened by hand under a name; null while profiling is switched off. */
  @Nullable RootSite named(String name) {
    RootSite known = named.get(name);
    if (known != null || !enabled) {
      return known;
    }
    Optional<Class<?>> caller = hasAllNames() ? Optional.empty() : wovenCheck.caller();
    return newRoot(
        name,
        n -> {
          wovenCheck.checkByHand(n, caller);
          sayNoTags(n);
          return settings.of(n, null);
        });
  }

  /** The root of requests that a handler takes; null if they are not profiled. */
  @Nullable RootSite request(String method, String route) {
    return requests.of(method, route);
  }

  private @Nullable RootSite request(String name) {
    RootSite known = named.get(name);
    return known != null || !profilesRequests ? known : newRoot(name, settings::ofRequests);
  }

  /** Whether requests are profiled without being asked for. */
  boolean profilesRequests() {
    return profilesRequests;
  }

  /**
   * A name that is made up for each call, such as one with an id in it, must not fill the memory.
   */
  private RootSite newRoot(String name, Function<String, TargetSettings.Settings> ofTarget) {
    boolean full = hasAllNames();
    if (full) {
      log.warn(
          "too many names",
          () ->
              "more than %d names were opened, the last is %s; further ones are reported as %s"
                  .formatted(MAX_NAMES, name, OTHER));
    }
    return named.computeIfAbsent(
        full ? OTHER : name, n -> root(n, new NamedSite(n), ofTarget.apply(n)));
  }

  private boolean hasAllNames() {
    return named.size() >= MAX_NAMES;
  }

  boolean recordsStatements() {
    return recordsStatements;
  }

  /** Whether requests that the program sends are recorded. */
  boolean recordsHttp() {
    return recordsHttp;
  }

  /** Whether what woven methods return as a data source is profiled without being asked for. */
  boolean wrapsSources() {
    return wrapsSources;
  }

  void addSink(ReportSink sink) {
    pipeline.add(sink);
  }

  /** The reports that stay in memory for a while. */
  SlowestReports recent() {
    return recent;
  }

  void useMeters(Meters other) {
    meters.replaceBy(other);
  }

  Runnable lendMeters(UnaryOperator<Meters> other) {
    Meters lent = meters.lend(other);
    return () -> meters.withdraw(lent);
  }

  /** Whether a framework that has a registry of observations is to have calls observed there. */
  boolean observesCalls() {
    return observesCalls;
  }

  boolean removeSink(ReportSink sink) {
    return pipeline.remove(sink);
  }

  boolean flush(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    boolean delivered = pipeline.flush(deadline.left());
    return log.flush(deadline.left()) && delivered;
  }

  /** Ends everything that would outlive the class loader that this is in, whatever fails of it. */
  boolean close(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    AtomicBoolean delivered = new AtomicBoolean();
    end(() -> delivered.set(pipeline.close(deadline.left())));
    end(meters::close);
    end(() -> ChosenMethods.get().close());
    if (atExit != null) {
      end(atExit::close);
    }
    end(() -> budget.close(deadline.left()));
    log.close(deadline.left());
    return delivered.get();
  }

  private void end(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException | Error e) {
      log.warn("failed end", () -> "a part of the profiler could not be ended", e);
    }
  }

  ProfilerLog log() {
    return log;
  }

  private Target create(Object site, MarkedMethod method) {
    Profile annotation = TargetNames.annotation(method.executable());
    String name = nameOf(method.executable(), annotation);
    TargetSettings.Settings ofTarget = settings.of(name, annotation);
    List<TagExpression> expressions = settings.tags(name, annotation);
    if (!method.showsArguments()) {
      if (ofTarget.arguments() || !expressions.isEmpty()) {
        sayNoArguments(name, method.executable());
      }
      return new Target(root(name, site, ofTarget), null, null);
    }
    MethodArguments arguments = new MethodArguments(method);
    Tags tags = Tags.of(name, expressions, arguments, log);
    if (ofTarget.arguments() || !tags.isEmpty()) {
      anyWantsArguments = true;
    }
    return new Target(
        root(name, site, ofTarget),
        ofTarget.arguments() ? new ArgumentCapture(arguments) : null,
        tags.isEmpty() ? null : tags);
  }

  /** A mark has its own name; else the configuration may have one for the method. */
  private static String nameOf(Executable method, @Nullable Profile annotation) {
    Optional<String> chosen =
        annotation == null ? ChosenMethods.get().targetOf(method) : Optional.empty();
    return chosen.orElseGet(() -> TargetNames.of(method));
  }

  private void sayNoTags(String name) {
    for (TagExpression expression : settings.tags(name, null)) {
      log.warn(
          "tag %s of \"%s\" is left out: a call that is opened by hand has no arguments"
              .formatted(expression, name));
    }
  }

  private void sayNoArguments(String name, Executable method) {
    log.warn(
        "target \"%s\": args and tags have no effect on %s.%s, which is chosen by its configuration; mark it with @Profile"
            .formatted(name, method.getDeclaringClass().getName(), method.getName()));
  }

  /** Says, each thing once, what is wrong with the methods that are chosen. */
  void sayOf(ChosenMethods chosen) {
    chosen.say(log::warn);
    log.flush(FLUSH_AT_EXIT);
  }

  private RootSite root(String name, Object site, TargetSettings.Settings ofTarget) {
    CallMeter meter = meters.of(name);
    return new RootSite(
        name,
        site,
        new RootSite.Settings(
            ofTarget.depth() == Depth.CALL_TREE,
            threshold(name, ofTarget.threshold()),
            policy(ofTarget.overheadBudget()),
            limits.withSegments(ofTarget.timeline() ? segments : 0),
            graceNanos),
        meter,
        pipeline,
        clock);
  }

  /** One for each target: several methods may share its name. */
  private Threshold threshold(String name, ThresholdSetting setting) {
    return setting.isRelative()
        ? relative.computeIfAbsent(name, n -> setting.threshold())
        : setting.threshold();
  }

  private TimingPolicy policy(double overheadBudget) {
    return switch (timing) {
      case FULL -> TimingPolicy.FULL;
      case THINNED -> thinned;
      case ADAPTIVE -> new AdaptiveTiming(thinned, overheadBudget / 100, demotion);
    };
  }
}
