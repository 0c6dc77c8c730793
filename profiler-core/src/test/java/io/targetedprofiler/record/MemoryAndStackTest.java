package io.targetedprofiler.record;

import static io.targetedprofiler.record.Recording.swallow;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree.Losses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("When the JVM runs out of")
class MemoryAndStackTest {

  private static final RecordingLimits DEEP = new RecordingLimits(100_000, 100_000);

  @RepeatedTest(value = 20, name = "{displayName} ({currentRepetition})")
  @DisplayName("stack within a deep tree, the accounts close and the next report is right")
  void stack() throws InterruptedException {
    Recording recording = new Recording(settings(DEEP), new CountingClock());
    onSmallStack(() -> recording.marked("parse", 1, () -> swallow(() -> descend(recording))));

    assertThat(recording.root().children()).hasSize(1);
    assertAccountsClose(recording.root());
    assertNextIsRight(recording);
  }

  @RepeatedTest(value = 20, name = "{displayName} ({currentRepetition})")
  @DisplayName("stack among folded calls, the accounts close and the next report is right")
  void stackInFold() throws InterruptedException {
    Recording recording =
        new Recording(settings(new RecordingLimits(100_000, 50)), new CountingClock());
    onSmallStack(() -> recording.marked("parse", 1, () -> swallow(() -> descend(recording))));

    assertThat(recording.losses().beyondNodeLimit()).isPositive();
    assertAccountsClose(recording.root());
    assertNextIsRight(recording);
  }

  @RepeatedTest(value = 20, name = "{displayName} ({currentRepetition})")
  @DisplayName("stack among marked calls, none stays open and the next report is right")
  void stackInMarked() throws InterruptedException {
    Recording recording = new Recording(settings(DEEP), new CountingClock());
    onSmallStack(() -> swallow(() -> nest(recording)));

    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.report().exception()).isEqualTo("StackOverflowError");
    assertAccountsClose(recording.root());
    assertNextIsRight(recording);
  }

  @Test
  @DisplayName(
      "memory for new paths, recording stops, says so, and starts again with the next call")
  void memory() {
    FullHeap heap = new FullHeap();
    Recording recording = new Recording(settings(new RecordingLimits(10, 1)), heap);
    recording.marked(
        "checkout",
        0,
        () -> {
          heap.full = true;
          recording.call("price", 0, () -> recording.call("tax", 0));
          heap.full = false;
          recording.call("reserve", 0, () -> recording.marked("lock", 0));
        });

    assertThat(recording.losses()).isEqualTo(new Losses(0, 0, 0, true));
    assertThat(recording.root().calls()).isEqualTo(1);
    assertThat(recording.root().children()).isEmpty();
    assertThat(recording.metered()).hasSize(2);

    recording.marked("checkout", 0, () -> recording.call("price", 0));
    assertThat(recording.losses()).isEqualTo(new Losses(0, 1, 0, false));
  }

  private static void descend(Recording recording) {
    recording.call("descend", 0, () -> descend(recording));
  }

  private static void nest(Recording recording) {
    recording.marked("parse", 0, () -> nest(recording));
  }

  private static void onSmallStack(Runnable program) throws InterruptedException {
    Thread thread = new Thread(null, program, "small stack", 256 * 1024);
    thread.start();
    thread.join();
  }

  private static void assertNextIsRight(Recording recording) {
    recording.marked("parse", 0, () -> recording.call("lex", 0));

    assertThat(recording.losses()).isEqualTo(Losses.NONE);
    assertThat(recording.tree()).startsWith("parse 1 3\n  lex 1 1\n");
  }

  private static void assertAccountsClose(CallNode root) {
    Deque<CallNode> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      CallNode node = rest.pop();
      assertThat(node.selfNanos()).isNotNegative();
      assertThat(node.calls()).isEqualTo(1);
      node.children().forEach(rest::push);
    }
  }

  private static RootSite.Settings settings(RecordingLimits limits) {
    return new RootSite.Settings(true, 0, TimingPolicy.FULL, limits);
  }

  /** Each reading takes a nanosecond, so that whatever is counted twice shows. */
  private static final class CountingClock extends NanoClock {
    private long readings;

    @Override
    public long nanoTime() {
      return readings++;
    }
  }

  /** Reports a full heap where a new node would be. */
  private static final class FullHeap extends NanoClock {
    private boolean full;

    @Override
    public long nanoTime() {
      if (full) {
        throw new OutOfMemoryError("full heap, for a test");
      }
      return 0;
    }
  }
}
