package io.targetedprofiler.format;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the call tree of a report in a native file. */
final class JsonTreeInput {
  private static final int MAX_LEVEL = 100;

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
  private int level;

  JsonTreeInput(JsonInput in, JsonFrames frames, JsonSums sums) {
    this.in = in;
    this.frames = frames;
    this.sums = sums;
    this.nodes = new JsonNodes(in, frames, sums);
  }

  CallTree read() throws IOException {
    List<JsonAsyncInput> handedOver = new ArrayList<>();
    in.object(
        field -> {
          if (field.equals("async")) {
            in.array(() -> handedOver.add(async(handedOver)));
          } else {
            field(field);
          }
        });
    check();
    // From the last to the first: a tree stands before what it handed over.
    Map<Integer, Map<Integer, List<AsyncWork>>> at = new HashMap<>();
    for (int number = handedOver.size(); number > 0; number--) {
      JsonAsyncInput next = handedOver.get(number - 1);
      at.computeIfAbsent(next.tree(), t -> new HashMap<>())
          .computeIfAbsent(next.node(), n -> new ArrayList<>())
          .add(0, next.toWork(at.getOrDefault(number, Map.of())));
    }
    return toTree(at.getOrDefault(0, Map.of()));
  }

  private JsonAsyncInput async(List<JsonAsyncInput> before) throws IOException {
    JsonAsyncInput next = new JsonAsyncInput(in, new JsonTreeInput(in, frames, sums), sums);
    next.read(
        number ->
            number == 0 ? this : number <= before.size() ? before.get(number - 1).own() : null);
    level(next, before);
    return next;
  }

  /** How deeply hand-overs are nested: what reads a tree may follow them recursively. */
  private void level(JsonAsyncInput next, List<JsonAsyncInput> before) throws IOException {
    JsonTreeInput own = next.own();
    own.level = next.tree() == 0 ? 1 : before.get(next.tree() - 1).own().level + 1;
    if (own.level > MAX_LEVEL) {
      throw in.broken("hand-overs nested more than " + MAX_LEVEL + " deep are too many");
    }
  }

  int size() {
    return nodes.size();
  }

  void check() throws IOException {
    if (nodes.isEmpty()) {
      throw in.missing("nodes", "a tree");
    }
    sums.addNanos(Math.max(nodes.longestNanos(), Math.max(reconciledNanos, costNanos)));
  }

  CallTree toTree(Map<Integer, List<AsyncWork>> async) {
    return new CallTree(
        nodes.toTree(node -> async.getOrDefault(node, List.of())),
        nodes.size(),
        new Losses(belowDepthLimit, beyondNodeLimit, missedExits, stopped),
        demoted,
        reconciledNanos,
        new Cost(probes, costNanos));
  }

  void field(String field) throws IOException {
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
