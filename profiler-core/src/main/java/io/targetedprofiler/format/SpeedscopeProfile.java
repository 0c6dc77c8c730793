package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one profile of a speedscope file. */
final class SpeedscopeProfile {
  private final JsonInput in;
  private final SpeedscopeHeads.Profile head;
  private final List<Frame> frames;
  private final StackReports reports;
  private final List<Frame> stack = new ArrayList<>();
  private final List<PathTree.Path> samples = new ArrayList<>();
  private final List<Long> weights = new ArrayList<>();
  private final SpeedscopeEvents events;

  SpeedscopeProfile(
      JsonInput in, SpeedscopeHeads.Profile head, List<Frame> frames, StackReports.Bounds bounds) {
    this.in = in;
    this.head = head;
    this.frames = frames;
    this.reports = new StackReports(bounds);
    this.events = new SpeedscopeEvents(in, reports);
  }

  List<CallReport> read(long firstId) throws IOException {
    try {
      in.object(this::field);
      if (samples.size() != weights.size()) {
        throw in.broken(
            "expected as many weights as samples, found %d and %d"
                .formatted(weights.size(), samples.size()));
      }
      for (int i = 0; i < samples.size(); i++) {
        samples.get(i).add(0, weights.get(i));
      }
      Timeline order = events.end(head.name().number());
      return reports.reports(
          head.name().profile(), Math.max(firstId, head.name().id()), head.name().thread(), order);
    } catch (ArithmeticException overflow) {
      throw in.broken("times that add up to more than 64 bits");
    }
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "samples" -> in.array(this::sample);
      case "weights" -> in.array(() -> weights.add(in.nanos(head.unitNanos())));
      case "events" -> in.array(this::event);
      default -> in.skip();
    }
  }

  private void sample() throws IOException {
    stack.clear();
    in.elements(
        () -> {
          if (stack.size() == StackReports.MAX_PATHS) {
            throw in.broken("a stack of more than " + StackReports.MAX_PATHS + " frames");
          }
          stack.add(frame());
        });
    if (stack.isEmpty()) {
      throw in.broken("expected a stack of one frame or more");
    }
    samples.add(reports.path(stack));
    if (reports.isFull()) {
      throw in.broken("more than " + StackReports.MAX_PATHS + " call paths are too many");
    }
  }

  private void event() throws IOException {
    events.read(head.unitNanos(), this::frame);
    if (reports.isFull()) {
      throw in.broken("more than " + StackReports.MAX_PATHS + " call paths are too many");
    }
  }

  private Frame frame() throws IOException {
    if (frames.isEmpty()) {
      throw in.broken("expected \"shared\" to have frames");
    }
    return frames.get((int) in.number(0, frames.size() - 1L));
  }
}
