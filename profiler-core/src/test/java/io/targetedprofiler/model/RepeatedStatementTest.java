package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A repeated statement (N+1)")
class RepeatedStatementTest {

  @Test
  @DisplayName("is one that a path executes five times or more in a profiled call")
  void rule() {
    assertThat(isRepeated(1, Frame.statement("select 1"), 4)).isFalse();
    assertThat(isRepeated(1, Frame.statement("select 1"), 5)).isTrue();
  }

  @Test
  @DisplayName("executes so often in each call on average, where calls are summed up")
  void merged() {
    assertThat(isRepeated(10, Frame.statement("select 1"), 49)).isFalse();
    assertThat(isRepeated(10, Frame.statement("select 1"), 50)).isTrue();
  }

  @Test
  @DisplayName("is a statement, not a method")
  void method() {
    assertThat(isRepeated(1, new Frame("com.acme.SQL ", "SQL select", "", "", 0), 5)).isFalse();
    assertThat(isRepeated(1, Frame.named("waiting for a connection"), 5)).isFalse();
  }

  private static boolean isRepeated(long rootCalls, Frame frame, long calls) {
    CallNode node = new CallNode(frame, calls, calls, 1, 1, 0, List.of());
    CallNode root = new CallNode(Frame.named("checkout"), rootCalls, 100, 1, 100, 0, List.of(node));
    return new CallTree(root, 2, Losses.NONE, new Cost(2, 0)).isRepeated(node);
  }
}
