package io.targetedprofiler.format;

import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the call tree of a report in a native file. */
final class JsonTreeInput {
  private final JsonInput in;
  private final JsonFrames frames;
  private final JsonSums sums;

  private final JsonNodes nodes;
  private long belowDepthLimit;
  private long beyondNodeLimit;
  private long missedExits;
  private boolean stopped;
  private final List<Frame> demoted = new ArrayList<>();
  private long reconciledNanos;
  private long probes;
  private long costNanos;

  JsonTreeInput(JsonInput in, JsonFrames frames, JsonSums sums) {
    this.in = in;
    this.frames = frames;
    this.sums = sums;
    this.nodes = new JsonNodes(in, frames, sums);
  }

  CallTree read() throws IOException {
    in.object(this::field);
    if (nodes.isEmpty()) {
      throw in.missing("nodes", "a tree");
    }
    sums.addNanos(Math.max(nodes.longestNanos(), Math.max(reconciledNanos, costNanos)));
    return new CallTree(
        nodes.toTree(),
        nodes.size(),
        new Losses(belowDepthLimit, beyondNodeLimit, missedExits, stopped),
        demoted,
        reconciledNanos,
        new Cost(probes, costNanos));
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "nodes" -> in.array(nodes::add);
      case "losses" -> in.object(this::loss);
      case "demoted" -> in.array(() -> demoted.add(frames.frame()));
      case "reconciledNanos" -> reconciledNanos = in.figure();
      case "cost" -> in.object(this::cost);
      default -> in.skip();
    }
  }

  private void loss(String field) throws IOException {
    switch (field) {
      case "belowDepthLimit" -> belowDepthLimit = count();
      case "beyondNodeLimit" -> beyondNodeLimit = count();
      case "missedExits" -> missedExits = count();
      case "stopped" -> stopped = in.flag();
      default -> in.skip();
    }
  }

  private void cost(String field) throws IOException {
    switch (field) {
      case "probes" -> probes = count();
      case "nanos" -> costNanos = in.figure();
      default -> in.skip();
    }
  }

  private long count() throws IOException {
    long count = in.figure();
    sums.addCount(count);
    return count;
  }
}
