package io.targetedprofiler.record;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recorder as one would write it without a thought of speed or memory: a stack of open calls,
 * and a list of all that ended with the path to each. What {@link ThreadRecorder} must agree with
 * as long as no limit is hit.
 */
final class ReferenceTree {

  private record Open(List<String> path, long startNanos) {}

  private record Ended(List<String> path, long nanos, boolean failed) {}

  private final NanoClock clock;
  private final List<Open> stack = new ArrayList<>();
  private final List<String> nested = new ArrayList<>();
  private final List<Ended> ended = new ArrayList<>();
  private final Map<List<String>, Integer> order = new LinkedHashMap<>();
  long missedExits;

  ReferenceTree(NanoClock clock, String root) {
    this.clock = clock;
    enter(root);
  }

  void enter(String name) {
    List<String> path = new ArrayList<>(stack.isEmpty() ? List.of() : innermost().path);
    path.add(name);
    order.putIfAbsent(path, order.size());
    stack.add(new Open(path, clock.nanoTime()));
  }

  void exit(String name, boolean failed) {
    for (int i = stack.size() - 1; i > 0; i--) {
      if (last(stack.get(i).path).equals(name)) {
        missedExits += stack.size() - 1 - i;
        endDownTo(i + 1);
        end(failed);
        return;
      }
    }
  }

  void enterMarked(String name) {
    nested.add(name);
    enter(name);
  }

  void exitMarked(String name, boolean failed) {
    int at = nested.lastIndexOf(name);
    if (at >= 0) {
      nested.subList(at, nested.size()).clear();
      exit(name, failed);
    }
  }

  /** Ends the root and what is open beneath it, and adds up. */
  CallNode close(boolean failed) {
    missedExits += stack.size() - 1;
    endDownTo(1);
    end(failed);
    return node(order.keySet().iterator().next());
  }

  boolean hasNested(String name) {
    return nested.contains(name);
  }

  String innermostName() {
    return last(innermost().path);
  }

  int openCalls() {
    return stack.size();
  }

  private void endDownTo(int size) {
    while (stack.size() > size) {
      end(true);
    }
  }

  private void end(boolean failed) {
    Open call = stack.remove(stack.size() - 1);
    ended.add(new Ended(call.path, clock.nanoTime() - call.startNanos, failed));
  }

  private Open innermost() {
    return stack.get(stack.size() - 1);
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  private CallNode node(List<String> path) {
    List<Ended> calls = ended.stream().filter(call -> call.path.equals(path)).toList();
    List<CallNode> children =
        order.keySet().stream()
            .filter(p -> p.size() == path.size() + 1 && p.subList(0, path.size()).equals(path))
            .map(this::node)
            .toList();
    return new CallNode(
        Frame.named(last(path)),
        calls.size(),
        calls.stream().mapToLong(Ended::nanos).sum(),
        calls.stream().mapToLong(Ended::nanos).min().orElseThrow(),
        calls.stream().mapToLong(Ended::nanos).max().orElseThrow(),
        calls.stream().filter(Ended::failed).count(),
        children);
  }
}
