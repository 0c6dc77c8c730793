package io.targetedprofiler;

import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.record.RecordingLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@code profiler.properties} on the class path, of the program, the environment
 * and the system properties, of which the later win. Read once. A bad value or an unknown key is
 * one line to {@code problems}, and a default holds. Immutable.
 */
final class Configuration {

  static final String PREFIX = "profiler.";
  static final String TARGET_PREFIX = "profiler.target.";
  static final String FILE = "profiler.properties";

  static final String ENABLED = "profiler.enabled";
  static final String LOG_RATE = "profiler.log.rate";
  static final String LOG_LINES = "profiler.log.lines";
  static final String LOG_SHARE = "profiler.log.share";
  static final String LIMITS_DEPTH = "profiler.limits.depth";
  static final String LIMITS_NODES = "profiler.limits.nodes";
  static final String LIMITS_SEGMENTS = "profiler.limits.segments";
  static final String SQL = "profiler.sql";
  static final String SQL_SOURCES = "profiler.sql.sources";
  static final String HTTP = "profiler.http";
  static final String OBSERVATIONS = "profiler.observations";
  static final String WEB = "profiler.web";
  static final String WEB_DEPTH = "profiler.web.depth";
  static final String WEB_THRESHOLD = "profiler.web.threshold";
  static final String TIMING = "profiler.timing";
  static final String OVERHEAD_BUDGET = "profiler.overhead.budget";
  static final String SLOWEST = "profiler.slowest";
  static final String RECENT_MINUTES = "profiler.recent.minutes";
  static final String ASYNC_GRACE = "profiler.async.grace";
  static final String FILES_DIR = "profiler.files.dir";
  static final String FILES_FORMATS = "profiler.files.formats";
  static final String FILES_KEEP = "profiler.files.keep";

  static final String PYROSCOPE_URL = "profiler.pyroscope.url";
  static final String PYROSCOPE_APP = "profiler.pyroscope.app";
  static final String PYROSCOPE_LABELS = "profiler.pyroscope.labels";
  static final String PYROSCOPE_INTERVAL = "profiler.pyroscope.interval";
  static final String PYROSCOPE_TENANT = "profiler.pyroscope.tenant";
  static final String PYROSCOPE_USER = "profiler.pyroscope.user";
  static final String PYROSCOPE_PASSWORD = "profiler.pyroscope.password";
  static final String PYROSCOPE_TOKEN = "profiler.pyroscope.token";

  private static final Set<String> KEYS =
      Set.of(
          ENABLED,
          LOG_RATE,
          LOG_LINES,
          LOG_SHARE,
          LIMITS_DEPTH,
          LIMITS_NODES,
          LIMITS_SEGMENTS,
          SQL,
          SQL_SOURCES,
          HTTP,
          OBSERVATIONS,
          WEB,
          WEB_DEPTH,
          WEB_THRESHOLD,
          TIMING,
          OVERHEAD_BUDGET,
          ASYNC_GRACE,
          SLOWEST,
          RECENT_MINUTES,
          FILES_DIR,
          FILES_FORMATS,
          FILES_KEEP,
          PYROSCOPE_URL,
          PYROSCOPE_APP,
          PYROSCOPE_LABELS,
          PYROSCOPE_INTERVAL,
          PYROSCOPE_TENANT,
          PYROSCOPE_USER,
          PYROSCOPE_PASSWORD,
          PYROSCOPE_TOKEN);

  /** Keys whose values no message shows; a URL may hold a password. */
  private static final Set<String> SECRETS =
      Set.of(PYROSCOPE_URL, PYROSCOPE_USER, PYROSCOPE_PASSWORD, PYROSCOPE_TOKEN);

  private static final String METHODS = "methods";

  private static final Set<String> TARGET_ATTRIBUTES =
      Set.of(
          "depth",
          "sampling",
          "threshold",
          "args",
          "timeline",
          "overhead.budget",
          "slowest",
          "tags",
          METHODS);

  /** Speaks of no target. */
  static final Configuration NONE = of(Map.of(), Map.of(), Map.of(), problem -> {});

  private static final double MAX_BUDGET = 1_000_000;

  /** One place that settings come from. */
  private record Layer(String name, Map<String, String> values, Function<String, String> naming) {

    @Nullable String get(String key) {
      return values.get(naming.apply(key));
    }
  }

  private final List<Layer> layers;
  private final Consumer<String> problems;

  private Configuration(List<Layer> layers, Consumer<String> problems) {
    this.layers = layers;
    this.problems = problems;
  }

  /** The configuration of this process. */
  static Configuration load(Consumer<String> problems) {
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .forEach((key, value) -> properties.put(String.valueOf(key), String.valueOf(value)));
    return of(file(problems), GivenSettings.take(), System.getenv(), properties, problems);
  }

  /** The same; what is wrong with it is said elsewhere. */
  static Configuration loadQuietly() {
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .forEach((key, value) -> properties.put(String.valueOf(key), String.valueOf(value)));
    Consumer<String> nobody = problem -> {};
    return of(file(nobody), System.getenv(), properties, nobody);
  }

  /** A configuration from given places, for tests. */
  static Configuration of(
      Map<String, String> file,
      Map<String, String> environment,
      Map<String, String> properties,
      Consumer<String> problems) {
    return of(file, GivenSettings.NONE, environment, properties, problems);
  }

  /** The same with settings of the program's. */
  static Configuration of(
      Map<String, String> file,
      GivenSettings given,
      Map<String, String> environment,
      Map<String, String> properties,
      Consumer<String> problems) {
    Layer systemProperties = new Layer("system property", properties, Function.identity());
    Layer variables = new Layer("environment", environment, Configuration::variable);
    Layer inProgram = new Layer(given.place(), given.values(), Function.identity());
    Layer inFile = new Layer(FILE, file, Function.identity());
    Configuration configuration =
        new Configuration(List.of(systemProperties, variables, inProgram, inFile), problems);
    configuration.checkKeys(systemProperties);
    configuration.checkKeys(inProgram);
    configuration.checkKeys(inFile);
    configuration.checkVariables(variables);
    return configuration;
  }

  /** Says one line about settings that do not go together. */
  void problem(String line) {
    problems.accept(line);
  }

  boolean flag(String key, boolean fallback) {
    return read(key, "true or false", fallback, Configuration::parseFlag);
  }

  int wholeNumber(String key, int min, int max, int fallback) {
    return read(
        key,
        "a whole number from " + min + " to " + max,
        fallback,
        text -> {
          int number = Integer.parseInt(text);
          return number >= min && number <= max ? number : null;
        });
  }

  double number(String key, double min, double max, double fallback) {
    return read(
        key,
        "a number from " + plain(min) + " to " + plain(max),
        fallback,
        text -> {
          double number = Double.parseDouble(text);
          return number >= min && number <= max ? number : null;
        });
  }

  /** What bounds each tree. */
  RecordingLimits limits() {
    RecordingLimits limits = RecordingLimits.DEFAULT;
    return new RecordingLimits(
        wholeNumber(LIMITS_DEPTH, 1, 2_000, limits.maxDepth()),
        wholeNumber(LIMITS_NODES, 1, 1_000_000, limits.maxNodes()));
  }

  /** Which calls are timed. */
  Timing timing() {
    return read(TIMING, "adaptive, thinned or full", Timing.ADAPTIVE, Timing::parse);
  }

  /** What the profiler may add to a profiled call, in % of the call's own time. */
  double overheadBudget() {
    return number(OVERHEAD_BUDGET, 0, MAX_BUDGET, 20);
  }

  /** For how long a report waits for tasks that its call handed to other threads. */
  long asyncGraceNanos() {
    return read(
        ASYNC_GRACE,
        Durations.ALLOWED,
        0L,
        "no report waits",
        text -> text.equals("0") ? Long.valueOf(0) : Durations.parseNanos(text).orElse(null));
  }

  /** That of one target. */
  double overheadBudget(String target) {
    return number(TARGET_PREFIX + target + ".overhead.budget", 0, MAX_BUDGET, overheadBudget());
  }

  /**
   * How many of the slowest calls of a target and minute the log and the files get.
   *
   * @return empty if they get all
   */
  OptionalInt slowest(String target) {
    OptionalInt ofAll = slowestOf(SLOWEST, OptionalInt.empty());
    return slowestOf(TARGET_PREFIX + target + ".slowest", ofAll);
  }

  private OptionalInt slowestOf(String key, OptionalInt fallback) {
    return read(
        key,
        "all, or a whole number from 1 to 1000",
        fallback,
        (fallback.isPresent() ? fallback.getAsInt() : "all") + " holds",
        text -> {
          int number = text.equals("all") ? 0 : Integer.parseInt(text);
          boolean valid = text.equals("all") || (number >= 1 && number <= 1_000);
          return !valid ? null : number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
        });
  }

  /** For how many minutes of each target reports stay in memory. */
  int recentMinutes() {
    return wholeNumber(RECENT_MINUTES, 0, 1_440, 10);
  }

  /** Where files go; empty if none are wanted. */
  Optional<Path> filesDirectory() {
    return read(
        FILES_DIR,
        "a path",
        Optional.empty(),
        "no file is written",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));
  }

  /** In which formats, each once. */
  List<FileFormat> fileFormats() {
    List<FileFormat> fallback = List.of(FileFormat.JSON);
    return read(
        FILES_FORMATS,
        Arrays.stream(FileFormat.values())
            .map(FileFormat::id)
            .collect(Collectors.joining(", ", "a list of some of ", "")),
        fallback,
        FileFormat.JSON.id() + " holds",
        text ->
            Arrays.stream(text.split(",", -1))
                .map(id -> FileFormat.of(id.strip()).orElseThrow(IllegalArgumentException::new))
                .distinct()
                .toList());
  }

  /** The files of how many reports of a profile stay. */
  int filesToKeep() {
    return wholeNumber(FILES_KEEP, 1, 1_000_000, 100);
  }

  /**
   * An attribute of a target.
   *
   * @param attribute one of those of {@link Profile}
   * @param annotated what the annotation says; holds if the configuration says nothing
   * @param parse gives null for a malformed value
   */
  <T> T ofTarget(
      String target,
      String attribute,
      String allowed,
      T annotated,
      Function<String, @Nullable T> parse) {
    return read(TARGET_PREFIX + target + '.' + attribute, allowed, annotated, parse);
  }

  /** The patterns of the methods that are a target's, as they are written. */
  String methods(String target) {
    return ofTarget(target, METHODS, "patterns of methods", "", text -> text);
  }

  /** The names of the targets that the configuration speaks of; environment variables excepted. */
  Set<String> targets() {
    Set<String> names = new TreeSet<>();
    for (Layer layer : layers) {
      layer.values.keySet().forEach(key -> names.add(targetOf(key)));
    }
    names.remove("");
    return names;
  }

  static Boolean parseFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private <T> T read(String key, String allowed, T fallback, Function<String, @Nullable T> parse) {
    return read(key, allowed, fallback, fallback + " holds", parse);
  }

  /**
   * Any value.
   *
   * @param allowed for the message: what a good value is
   * @param consequence for the message: what happens with a bad one
   * @param parse gives null, or throws an IllegalArgumentException, for a malformed value
   */
  <T> T read(
      String key,
      String allowed,
      T fallback,
      String consequence,
      Function<String, @Nullable T> parse) {
    for (Layer layer : layers) {
      String text = layer.get(key);
      if (text != null) {
        T value = parsed(text.strip(), parse);
        if (value != null) {
          return value;
        }
        problems.accept(
            "%s=%s (%s) is not %s; %s"
                .formatted(
                    key,
                    SECRETS.contains(key) ? "…" : onOneLine(text),
                    layer.name,
                    allowed,
                    consequence));
        return fallback;
      }
    }
    return fallback;
  }

  private static String onOneLine(String text) {
    return text.strip().replaceAll("\\p{Cntrl}+", " ");
  }

  private static <T> @Nullable T parsed(String text, Function<String, @Nullable T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void checkKeys(Layer layer) {
    for (String key : new TreeSet<>(layer.values.keySet())) {
      if (key.startsWith(PREFIX) && !KEYS.contains(key) && !isTargetKey(key)) {
        sayUnknown(key, layer.name);
      }
    }
  }

  private void checkVariables(Layer layer) {
    Set<String> known = new TreeSet<>();
    KEYS.forEach(key -> known.add(variable(key)));
    for (String name : new TreeSet<>(layer.values.keySet())) {
      if (name.startsWith("PROFILER_") && !known.contains(name) && !isTargetVariable(name)) {
        sayUnknown(name, layer.name);
      }
    }
  }

  private void sayUnknown(String key, String place) {
    problems.accept(
        "unknown key %s (%s) is ignored%s; known are %s and %s<name>.{%s}"
            .formatted(
                key,
                place,
                key.startsWith(TARGET_PREFIX)
                        && WebCall.isKnown(key.substring(TARGET_PREFIX.length()))
                    ? ", since a space ends a key in a .properties file: write \"\\ \" for it"
                    : "",
                String.join(", ", new TreeSet<>(KEYS)),
                TARGET_PREFIX,
                String.join(",", new TreeSet<>(TARGET_ATTRIBUTES))));
  }

  private static boolean isTargetKey(String key) {
    return !targetOf(key).isEmpty();
  }

  /** The target that a key is about; empty if it is about none. */
  private static String targetOf(String key) {
    if (key.startsWith(TARGET_PREFIX)) {
      String rest = key.substring(TARGET_PREFIX.length());
      for (String attribute : TARGET_ATTRIBUTES) {
        if (rest.endsWith('.' + attribute)) {
          return rest.substring(0, rest.length() - attribute.length() - 1);
        }
      }
    }
    return "";
  }

  private static boolean isTargetVariable(String name) {
    String prefix = variable(TARGET_PREFIX);
    return name.startsWith(prefix)
        && TARGET_ATTRIBUTES.stream()
            // Which target that is cannot be told from a variable.
            .filter(attribute -> !attribute.equals(METHODS))
            .anyMatch(attribute -> name.endsWith(variable('.' + attribute)));
  }

  /** {@code profiler.log.rate} is {@code PROFILER_LOG_RATE}. */
  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static Map<String, String> file(Consumer<String> problems) {
    Map<String, String> values = new HashMap<>();
    for (Supplier<ClassLoader> loader : loaders()) {
      try (InputStream in = open(loader.get())) {
        if (in != null) {
          Properties properties = new Properties();
          Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
          properties.load(reader);
          properties.forEach((key, value) -> values.put((String) key, (String) value));
          return values;
        }
      } catch (IOException | IllegalArgumentException e) {
        problems.accept(FILE + " on the class path cannot be read and is ignored: " + e);
      }
    }
    return values;
  }

  private static List<Supplier<ClassLoader>> loaders() {
    List<Supplier<ClassLoader>> loaders = new ArrayList<>();
    loaders.add(Thread.currentThread()::getContextClassLoader);
    loaders.add(Configuration.class::getClassLoader);
    return loaders;
  }

  private static @Nullable InputStream open(@Nullable ClassLoader loader) {
    return loader == null ? null : loader.getResourceAsStream(FILE);
  }
}
