package io.targetedprofiler.examples.shop;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import java.util.Map;
import java.util.TreeMap;

/** The statements of a tree: how often each ran, whether it is marked, and what was counted. */
final class Statements {

  private Statements() {}

  static Map<String, String> of(CallTree tree) {
    Map<String, String> statements = new TreeMap<>();
    add(tree, tree.root(), statements);
    return statements;
  }

  private static void add(CallTree tree, CallNode node, Map<String, String> statements) {
    if (node.frame().isStatement()) {
      statements.put(
          node.frame().label(),
          node.calls()
              + (tree.isRepeated(node) ? " N+1" : "")
              + (node.counters().isEmpty() ? "" : " " + new TreeMap<>(node.counters())));
    }
    node.children().forEach(child -> add(tree, child, statements));
  }
}
