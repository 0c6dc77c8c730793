package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The gate is one for the whole process, so it is watched in a process of its own. */
@DisplayName("The gate of inner probes")
class GateTest {

  @Test
  @DisplayName(
      "opens with the first call that records inner methods, stays open between calls, and closes"
          + " when no root needs it any more, but never while a call is being recorded")
  void lifeOfGate() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> said = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
    assertThat(said)
        .containsExactly(
            "at first: closed",
            "in a call of marked methods only: closed",
            "in a call: open",
            "after it: open",
            "a second root, in a call: open",
            "the first one suspended: open",
            "the second one suspended, while a call of it is recorded elsewhere: open",
            "the second one suspended, again: closed",
            "the first one in a call again: open, 1 recorded");
  }

  /** What the test looks at. */
  static final class Program {

    private static final Switch FIRST = new Switch();
    private static final Switch SECOND = new Switch();

    public static void main(String[] args) {
      say("at first");
      Recording marked =
          new Recording(
              new RootSite.Settings(false, 0, TimingPolicy.FULL, RecordingLimits.DEFAULT));
      marked.marked("marked", 1, () -> say("in a call of marked methods only"));
      Recording first = recording(FIRST);
      first.marked("first", 1, () -> say("in a call"));
      say("after it");
      Recording second = recording(SECOND);
      second.marked("second", 1, () -> say("a second root, in a call"));
      FIRST.inner = false;
      first.marked("first", 1);
      say("the first one suspended");
      suspendWhileRecorded(second.root("second"));
      second.marked("second", 1);
      say("the second one suspended, again");
      FIRST.inner = true;
      first.marked(
          "first",
          1,
          () -> {
            first.call("inner", 1);
            System.out.print("the first one in a call again: " + answer());
          });
      System.out.println(", " + first.root().children().size() + " recorded");
    }

    private static void suspendWhileRecorded(RootSite root) {
      root.enter();
      SECOND.inner = false;
      Recording.elsewhere(
          () -> {
            root.enter();
            say("the second one suspended, while a call of it is recorded elsewhere");
            root.exit(null);
          });
      root.exit(null);
    }

    private static Recording recording(TimingPolicy policy) {
      return new Recording(new RootSite.Settings(true, 0, policy, RecordingLimits.DEFAULT));
    }

    private static void say(String when) {
      System.out.println(when + ": " + answer());
    }

    private static String answer() {
      return Gate.isOpen() ? "open" : "closed";
    }
  }

  /** Times every call, if inner ones are to be recorded at all. */
  private static final class Switch implements TimingPolicy {
    volatile boolean inner = true;

    @Override
    public boolean mayThin() {
      return false;
    }

    @Override
    public boolean mayTimeAll() {
      return true;
    }

    @Override
    public int stride(long timedCalls, long recentNanos, double relativeVariance) {
      return 1;
    }

    @Override
    public boolean recordsInner() {
      return inner;
    }
  }
}
