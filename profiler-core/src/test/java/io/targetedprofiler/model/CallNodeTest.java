package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The self time of a node")
class CallNodeTest {

  @Test
  @DisplayName("is as uncertain as its total and those of its children together")
  void standardError() {
    assertThat(estimated(30, estimated(0), estimated(40)).selfStandardErrorNanos()).isEqualTo(50);
    assertThat(estimated(0, estimated(0)).selfStandardErrorNanos()).isZero();
  }

  @Test
  @DisplayName("has no standard error where one of these has none")
  void unknown() {
    assertThat(estimated(CallNode.UNKNOWN).selfStandardErrorNanos()).isEqualTo(CallNode.UNKNOWN);
    assertThat(estimated(30, estimated(CallNode.UNKNOWN)).selfStandardErrorNanos())
        .isEqualTo(CallNode.UNKNOWN);
  }

  private static CallNode estimated(long standardErrorNanos, CallNode... children) {
    List<CallNode> callees = Arrays.asList(children);
    return new CallNode(
        Frame.named("call"), 100, 2, 20, 1_000, standardErrorNanos, 5, 15, 0, callees);
  }
}
