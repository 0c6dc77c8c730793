package io.targetedprofiler.sink;

import io.targetedprofiler.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The timers of one profile's calls by their tags. Whoever made up a tag may have chosen one with a
 * value for each customer: beyond so many values a tag, and so many combinations in all, calls are
 * counted as {@code other}, and that is said once.
 */
final class TaggedTimers {

  static final int MAX_VALUES = 100;
  static final int MAX_COMBINATIONS = 1_000;

  private final String profile;
  private final Function<List<Tag>, CallTimers> register;
  private final ProfilerLog log;
  private final Map<List<Tag>, CallTimers> timers = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> values = new ConcurrentHashMap<>();
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  TaggedTimers(String profile, Function<List<Tag>, CallTimers> register, ProfilerLog log) {
    this.profile = profile;
    this.register = register;
    this.log = log;
  }

  CallTimers of(List<Tag> tags) {
    CallTimers known = timers.get(tags);
    return known != null ? known : ofNew(tags);
  }

  /** Once {@code other} is in use, calls with further values end here. */
  private CallTimers ofNew(List<Tag> tags) {
    List<Tag> bounded = bounded(tags);
    CallTimers known = timers.get(bounded);
    return known != null ? known : register(bounded);
  }

  private synchronized CallTimers register(List<Tag> bounded) {
    CallTimers known = timers.get(bounded);
    if (known != null) {
      return known;
    }
    if (timers.size() < MAX_COMBINATIONS) {
      return timers.computeIfAbsent(bounded, register);
    }
    say(
        "tags",
        "the tags of %s have more than %d combinations; further ones are counted as %s"
            .formatted(profile, MAX_COMBINATIONS, MicrometerMeters.OTHER));
    List<Tag> others =
        bounded.stream().map(tag -> new Tag(tag.name(), MicrometerMeters.OTHER)).toList();
    return timers.computeIfAbsent(others, register);
  }

  private List<Tag> bounded(List<Tag> tags) {
    List<Tag> bounded = new ArrayList<>(tags.size());
    for (Tag tag : tags) {
      bounded.add(admits(tag) ? tag : new Tag(tag.name(), MicrometerMeters.OTHER));
    }
    return bounded;
  }

  private boolean admits(Tag tag) {
    Set<String> known = values.computeIfAbsent(tag.name(), name -> ConcurrentHashMap.newKeySet());
    return known.contains(tag.value()) || admitNew(tag, known);
  }

  private boolean admitNew(Tag tag, Set<String> known) {
    synchronized (known) {
      if (known.size() < MAX_VALUES) {
        known.add(tag.value());
        return true;
      }
    }
    say(
        tag.name(),
        "tag %s of %s has more than %d values; further ones are counted as %s"
            .formatted(tag.name(), profile, MAX_VALUES, MicrometerMeters.OTHER));
    return false;
  }

  private void say(String about, String problem) {
    if (said.add(about)) {
      log.warn(problem);
    }
  }
}
