package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a virtual thread")
class VirtualThreadTest {

  @BeforeAll
  static void needsVirtualThreads() {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
  }

  @Test
  @DisplayName("the tree is as on any other; CPU time and allocation are not available")
  void tree() throws Exception {
    Recording recording = new Recording();
    start(() -> shop(recording)).join();

    assertThat(recording.tree()).isEqualTo("checkout 1 3\n  price 1 2\n");
    assertThat(recording.report().usage().cpuNanos()).isEmpty();
    assertThat(recording.report().usage().allocatedBytes()).isEmpty();
  }

  @Test
  @DisplayName("a call survives any change of carrier, among thousands of others")
  void many() throws Exception {
    List<Recording> recordings = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Recording recording = new Recording();
      recordings.add(recording);
      threads.add(start(() -> shop(recording)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(recordings)
        .allSatisfy(r -> assertThat(r.tree()).isEqualTo("checkout 1 3\n  price 1 2\n"));
  }

  private static void shop(Recording recording) {
    recording.marked(
        "checkout",
        1,
        () -> {
          Thread.yield();
          recording.call("price", 2, Thread::yield);
        });
  }

  private static Thread start(Runnable task) throws ReflectiveOperationException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    return (Thread) start.invoke(null, task);
  }
}
