package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Among several threads whose ids share a slot")
class ThreadsTest {

  private final List<ProfiledThread> threads = new ArrayList<>();

  @BeforeEach
  void start() {
    for (int i = 0; i < 3; i++) {
      threads.add(new ProfiledThread(i));
    }
  }

  @AfterEach
  void stop() {
    threads.forEach(ProfiledThread::close);
  }

  @Test
  @DisplayName("probes of a thread that is not profiled are not recorded by its neighbour")
  void bystander() {
    ProfiledThread profiled = threads.get(0);
    ProfiledThread bystander = threads.get(1);
    profiled.begin("checkout");
    bystander.run(() -> assertThat(ThreadRecorder.current()).isNotNull());
    bystander.run(() -> profiled.recording.call("price", 1));
    bystander.run(() -> profiled.recording.exit("checkout"));
    bystander.run(() -> profiled.recording.root("checkout").exit(null));
    profiled.call("price", 2);
    profiled.end("checkout");

    assertThat(profiled.recording.root().children())
        .singleElement()
        .satisfies(price -> assertThat(price.calls()).isEqualTo(1));
    assertThat(bystander.recording.reports()).isZero();
  }

  @ParameterizedTest(name = "thread {0} ends first")
  @ValueSource(ints = {0, 1, 2})
  @DisplayName("each records its own calls, in whatever order they begin and end")
  void chain(int first) {
    threads.forEach(thread -> thread.begin("checkout"));
    threads.forEach(thread -> thread.call("price", 5));
    threads.get(first).end("checkout");
    threads.get(first).begin("refund");
    threads.forEach(thread -> thread.call("tax", 3));
    threads.get(first).end("refund");
    threads.get(first).begin("checkout");
    threads.get(first).end("checkout");
    for (int i = 0; i < 3; i++) {
      if (i != first) {
        threads.get(i).call("price", 5);
        threads.get(i).end("checkout");
        assertThat(threads.get(i).recording.tree())
            .isEqualTo(
                """
                checkout 1 13
                  price 2 10
                  tax 1 3
                """);
      }
    }

    assertThat(threads.get(first).recording.reports()).isEqualTo(3);
    threads.get(first).run(() -> assertThat(ThreadRecorder.current()).isNull());
  }

  @Test
  @DisplayName("one that dies with a call open is in nobody's way")
  void dead() {
    ProfiledThread dying = threads.remove(1);
    threads.get(0).begin("checkout");
    dying.begin("checkout");
    dying.close();
    threads.get(0).call("price", 2);
    assertThat(RecorderSlots.of(dying.thread())).isNotNull();

    threads.get(1).begin("checkout");
    assertThat(RecorderSlots.of(dying.thread())).isNull();
    threads.get(1).call("price", 3);
    threads.forEach(thread -> thread.end("checkout"));

    assertThat(dying.recording.reports()).isZero();
    assertThat(threads.get(0).recording.tree()).isEqualTo("checkout 1 2\n  price 1 2\n");
    assertThat(threads.get(1).recording.tree()).isEqualTo("checkout 1 3\n  price 1 3\n");
  }

  @Test
  @DisplayName(
      "one that dies takes its open call with it, and a new thread finds the paths it knew")
  void pathsAreHandedOn() {
    ProfiledThread first = threads.get(0);
    ProfiledThread second = threads.get(1);
    first.run(() -> shop(first.recording));
    second.run(() -> shop(first.recording));
    first.run(() -> shop(first.recording));

    assertThat(first.recording.reports()).isEqualTo(3);
    assertThat(first.recording.tree()).isEqualTo("checkout 1 3\n  price 1 2\n");
  }

  private static void shop(Recording recording) {
    recording.marked("checkout", 1, () -> recording.call("price", 2));
  }
}
