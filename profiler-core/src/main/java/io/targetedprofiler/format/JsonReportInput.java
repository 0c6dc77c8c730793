package io.targetedprofiler.format;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.Asynchrony;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads one report of a native file. */
final class JsonReportInput {
  private final JsonInput in;
  private final JsonFrames frames;
  private final JsonSums sums;

  private @Nullable String profile;
  private long id;
  private @Nullable Instant started;
  private String thread = "";
  private @Nullable Outcome outcome;
  private String exception = "none";
  private OptionalLong thresholdNanos = OptionalLong.empty();
  private long wallNanos = -1;
  private OptionalLong cpuNanos = OptionalLong.empty();
  private OptionalLong allocatedBytes = OptionalLong.empty();
  private long collections;
  private long collectionMillis;
  private final List<Argument> arguments = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final Map<String, String> context = new HashMap<>();
  private @Nullable CallTree tree;
  private Timeline timeline = Timeline.NONE;
  private OptionalLong returnedNanos = OptionalLong.empty();
  private long unfollowed;
  private int supplement;

  JsonReportInput(JsonInput in, JsonFrames frames, JsonSums sums) {
    this.in = in;
    this.frames = frames;
    this.sums = sums;
  }

  CallReport read() throws IOException {
    in.object(this::field);
    if (wallNanos < 0) {
      throw in.missing("wallNanos", "a report");
    }
    return new CallReport(
        required(profile, "profile"),
        id,
        required(started, "started"),
        thread,
        required(outcome, "outcome"),
        exception,
        thresholdNanos,
        new ResourceUsage(wallNanos, cpuNanos, allocatedBytes, collections, collectionMillis),
        arguments,
        tags,
        context,
        required(tree, "tree"),
        timeline,
        new Asynchrony(returnedNanos, unfollowed, supplement));
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "profile" -> profile = in.text();
      case "id" -> id = in.figure();
      case "started" -> started = instant(in.text());
      case "thread" -> thread = in.text();
      case "outcome" -> outcome = outcome(in.text());
      case "exception" -> exception = in.text();
      case "thresholdNanos" -> thresholdNanos = OptionalLong.of(in.figure());
      case "wallNanos" -> wallNanos = in.figure();
      case "cpuNanos" -> cpuNanos = OptionalLong.of(in.figure());
      case "allocatedBytes" -> allocatedBytes = OptionalLong.of(in.figure());
      case "collections" -> collections = in.figure();
      case "collectionMillis" -> collectionMillis = in.figure();
      case "arguments" -> in.array(() -> arguments.add(argument()));
      case "tags" -> in.array(() -> tags.add(tag()));
      case "context" -> in.object(this::contextEntry);
      case "tree" -> tree = new JsonTreeInput(in, frames, sums).read();
      case "timeline" -> timeline = new JsonTimelineInput(in, frames).read();
      case "returnedNanos" -> returnedNanos = OptionalLong.of(in.figure());
      case "unfollowed" -> unfollowed = in.figure();
      case "supplement" -> supplement = (int) in.number(0, Integer.MAX_VALUE);
      default -> in.skip();
    }
  }

  private Instant instant(String text) throws UnreadableException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw in.broken("expected a time such as \"2026-01-31T12:00:00.123Z\"");
    }
  }

  private Outcome outcome(String text) throws UnreadableException {
    for (Outcome known : Outcome.values()) {
      if (known.tag().equals(text)) {
        return known;
      }
    }
    throw in.broken("expected \"returned\" or \"threw\"");
  }

  private Tag tag() throws IOException {
    Argument alike = argument();
    return new Tag(alike.name(), alike.value());
  }

  private Argument argument() throws IOException {
    String[] parts = {"", ""};
    in.object(
        field -> {
          switch (field) {
            case "name" -> parts[0] = in.text();
            case "value" -> parts[1] = in.text();
            default -> in.skip();
          }
        });
    return new Argument(parts[0], parts[1]);
  }

  private void contextEntry(String key) throws IOException {
    in.keepName(key);
    context.put(key, in.text());
  }

  private <T> T required(@Nullable T value, String field) throws UnreadableException {
    if (value == null) {
      throw in.missing(field, "a report");
    }
    return value;
  }
}
