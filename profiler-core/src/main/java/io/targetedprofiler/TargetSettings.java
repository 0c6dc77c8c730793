package io.targetedprofiler;

import io.targetedprofiler.sink.ProfilerLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a target: its annotation, overridden by the configuration. Bad values are said
 * once.
 */
final class TargetSettings {

  /**
   * The settings of one target.
   *
   * @param depth how much is recorded
   * @param threshold shortest call to be reported
   * @param arguments whether arguments are captured
   * @param timeline whether the order of the calls is kept
   * @param overheadBudget what the profiler may add, in % of the call's own time
   */
  record Settings(
      Depth depth,
      ThresholdSetting threshold,
      boolean arguments,
      boolean timeline,
      double overheadBudget) {}

  private static final String DEPTHS = "CALL_TREE or TOP_LEVEL";

  private final Configuration configuration;
  private final ProfilerLog log;

  TargetSettings(Configuration configuration, ProfilerLog log) {
    this.configuration = configuration;
    this.log = log;
  }

  /**
   * Reads them.
   *
   * @param profile the annotation; null for a target that is opened by hand
   */
  Settings of(String name, @Nullable Profile profile) {
    Depth depth = profile == null ? Depth.CALL_TREE : profile.depth();
    return of(name, profile, depth, annotatedThreshold(name, profile));
  }

  /**
   * Those of requests: there are many, so only what they wait for is recorded, and the slow ones
   * only are reported, unless more is asked for.
   */
  Settings ofRequests(String name) {
    Depth depth =
        configuration.read(
            Configuration.WEB_DEPTH,
            DEPTHS,
            Depth.TOP_LEVEL,
            "TOP_LEVEL holds",
            TargetSettings::parseDepth);
    ThresholdSetting threshold =
        configuration.read(
            Configuration.WEB_THRESHOLD,
            ThresholdSetting.ALLOWED,
            ThresholdSetting.OF_REQUESTS,
            ThresholdSetting.OF_REQUESTS + " holds",
            ThresholdSetting::parse);
    return of(name, null, depth, threshold);
  }

  private Settings of(
      String name, @Nullable Profile profile, Depth depth, ThresholdSetting threshold) {
    sayNoSampling(name, profile);
    Depth valid = configuration.ofTarget(name, "depth", DEPTHS, depth, TargetSettings::parseDepth);
    return new Settings(
        valid,
        configuration.ofTarget(
            name, "threshold", ThresholdSetting.ALLOWED, threshold, ThresholdSetting::parse),
        configuration.ofTarget(
            name,
            "args",
            "true or false",
            profile != null && profile.args(),
            Configuration::parseFlag),
        configuration.ofTarget(
            name,
            "timeline",
            "true or false",
            valid == Depth.TOP_LEVEL || (profile != null && profile.timeline()),
            Configuration::parseFlag),
        configuration.overheadBudget(name));
  }

  /**
   * The tags of its timer, as far as they are well written.
   *
   * @param profile the annotation; null if there is none
   */
  List<TagExpression> tags(String name, @Nullable Profile profile) {
    List<String> annotated = profile == null ? List.of() : List.of(profile.tags());
    List<String> texts =
        configuration.ofTarget(
            name,
            "tags",
            TagExpression.ALLOWED,
            annotated,
            text -> text.isBlank() ? List.of() : List.of(text.split(",", -1)));
    Map<String, TagExpression> byKey = new LinkedHashMap<>();
    for (String text : texts) {
      Optional<TagExpression> expression = TagExpression.parse(text);
      if (expression.isEmpty()) {
        log.warn(
            "tag \"%s\" of \"%s\" is not %s; it is left out"
                .formatted(text, name, TagExpression.ALLOWED));
      } else if (byKey.putIfAbsent(expression.get().key(), expression.get()) != null) {
        log.warn("tag \"%s\" of \"%s\" is there already; it is left out".formatted(text, name));
      }
    }
    return List.copyOf(byKey.values());
  }

  private ThresholdSetting annotatedThreshold(String name, @Nullable Profile profile) {
    String text = profile == null ? "" : profile.threshold();
    ThresholdSetting threshold = ThresholdSetting.parse(text);
    if (threshold != null) {
      return threshold;
    }
    String problem =
        "@Profile \"%s\": threshold \"%s\" is not %s; every call is reported"
            .formatted(name, text, ThresholdSetting.ALLOWED);
    log.warn(problem);
    return ThresholdSetting.NONE;
  }

  private void sayNoSampling(String name, @Nullable Profile profile) {
    String annotated = profile == null ? "" : profile.sampling();
    String value = configuration.ofTarget(name, "sampling", "text", annotated, text -> text);
    if (!value.isBlank()) {
      log.warn("@Profile \"%s\": sampling has no effect in this version".formatted(name));
    }
  }

  private static Depth parseDepth(String text) {
    return Depth.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
