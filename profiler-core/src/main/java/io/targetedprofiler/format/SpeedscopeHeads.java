package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be known of a speedscope file before its profiles are read.
 *
 * @param frames a frame's number is its place
 * @param profiles in the order of the file
 */
record SpeedscopeHeads(List<Frame> frames, List<Profile> profiles) {

  /**
   * A profile without its content.
   *
   * @param evented whether it is a sequence of events, else of stacks with weights
   * @param unitNanos what its numbers count
   */
  record Profile(boolean evented, SpeedscopeName name, long unitNanos) {}

  static SpeedscopeHeads read(JsonInput in) throws IOException {
    Reading reading = new Reading(in);
    in.begin();
    in.object(reading::field);
    in.end();
    if (!reading.hasShared || !reading.hasProfiles) {
      throw in.broken("not a speedscope file: expected the fields \"shared\" and \"profiles\"");
    }
    return new SpeedscopeHeads(reading.frames, reading.profiles);
  }

  private static final class Reading {
    private final JsonInput in;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Profile> profiles = new ArrayList<>();
    private boolean hasShared;
    private boolean hasProfiles;

    private String type = "";
    private String name = "";
    private String unit = "";
    private String file = "";
    private int line;

    Reading(JsonInput in) {
      this.in = in;
    }

    void field(String field) throws IOException {
      switch (field) {
        case "shared" -> {
          in.object(this::shared);
          hasShared = true;
        }
        case "profiles" -> {
          in.array(this::profile);
          hasProfiles = true;
        }
        default -> in.skip();
      }
    }

    private void shared(String field) throws IOException {
      if (field.equals("frames")) {
        in.array(this::frame);
      } else {
        in.skip();
      }
    }

    private void frame() throws IOException {
      name = "";
      file = "";
      line = 0;
      in.object(this::frameField);
      frames.add(FullNames.frame(name, file, line));
    }

    private void frameField(String field) throws IOException {
      switch (field) {
        case "name" -> name = in.text();
        case "file" -> file = in.text();
        case "line" -> line = (int) in.number(0, Integer.MAX_VALUE);
        default -> in.skip();
      }
    }

    private void profile() throws IOException {
      type = "";
      name = "";
      unit = "";
      in.object(this::profileField);
      if (!type.equals("evented") && !type.equals("sampled")) {
        throw in.broken("expected a profile of the type \"sampled\" or \"evented\"");
      }
      profiles.add(
          new Profile(type.equals("evented"), SpeedscopeName.parse(name), unitNanos(unit)));
    }

    private void profileField(String field) throws IOException {
      switch (field) {
        case "type" -> type = in.text();
        case "name" -> name = in.text();
        case "unit" -> unit = in.text();
        default -> in.skip();
      }
    }

    private long unitNanos(String unit) throws UnreadableException {
      return switch (unit) {
        case "nanoseconds" -> 1;
        case "microseconds" -> 1_000;
        case "milliseconds" -> 1_000_000;
        case "seconds" -> 1_000_000_000;
        default ->
            throw in.broken(
                "expected a profile whose unit is nanoseconds, microseconds, milliseconds or"
                    + " seconds");
      };
    }
  }
}
