package io.targetedprofiler.format;

import io.targetedprofiler.model.AsyncWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads what was handed over at one place of a tree, and its own tree, in a native file. */
final class JsonAsyncInput {
  private final JsonInput in;
  private final JsonTreeInput own;
  private final JsonSums sums;

  private int tree = -1;
  private int node = -1;
  private long handedOver;
  private long inline;
  private long queuedNanos;
  private long maxQueuedNanos;
  private final List<String> threads = new ArrayList<>();

  JsonAsyncInput(JsonInput in, JsonTreeInput own, JsonSums sums) {
    this.in = in;
    this.own = own;
    this.sums = sums;
  }

  /**
   * Reads it.
   *
   * @param trees those that stand before it, by number; null if there is none
   */
  void read(IntFunction<@Nullable JsonTreeInput> trees) throws IOException {
    in.object(this::field);
    JsonTreeInput place = tree < 0 ? null : trees.apply(tree);
    if (place == null || node < 0 || node >= place.size()) {
      throw in.broken("expected \"tree\" and \"node\" to name a node that stands before it");
    }
    own.check();
    sums.addNanos(Math.max(queuedNanos, maxQueuedNanos));
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "tree" -> tree = (int) in.number(0, Integer.MAX_VALUE);
      case "node" -> node = (int) in.number(0, Integer.MAX_VALUE);
      case "handedOver" -> handedOver = count();
      case "inline" -> inline = count();
      case "queuedNanos" -> queuedNanos = in.figure();
      case "maxQueuedNanos" -> maxQueuedNanos = in.figure();
      case "threads" -> in.array(() -> threads.add(in.text()));
      default -> own.field(field);
    }
  }

  private long count() throws IOException {
    long count = in.figure();
    sums.addCount(count);
    return count;
  }

  JsonTreeInput own() {
    return own;
  }

  int tree() {
    return tree;
  }

  int node() {
    return node;
  }

  AsyncWork toWork(Map<Integer, List<AsyncWork>> async) {
    return new AsyncWork(
        handedOver, inline, queuedNanos, maxQueuedNanos, threads, own.toTree(async));
  }
}
