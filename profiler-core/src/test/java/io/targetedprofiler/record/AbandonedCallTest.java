package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call that another thread closed")
class AbandonedCallTest {

  private final ProfiledThread owner = new ProfiledThread(0);
  private final Recording recording = owner.recording;

  @AfterEach
  void stop() {
    owner.close();
  }

  @Test
  @DisplayName("ends when its own thread next begins a marked call")
  void endsLater() {
    owner.begin("import");
    owner.call("read", 5);
    recording.root("import").abandon(owner.thread());
    owner.call("write", 3);
    assertThat(recording.reports()).isZero();

    owner.begin("checkout");
    assertThat(recording.tree())
        .isEqualTo(
            """
            import 1 8
              read 1 5
              write 1 3
            """);
    owner.call("price", 1);
    owner.end("checkout");

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 1
              price 1 1
            """);
    assertThat(recording.metered()).containsExactly("import 8 returned", "checkout 1 returned");
  }

  @Test
  @DisplayName("that its own thread closes after all has ended then")
  void closedByOwner() {
    owner.begin("import");
    recording.root("import").abandon(owner.thread());
    owner.end("import");
    owner.begin("import");
    owner.call("read", 2);
    assertThat(recording.reports()).isEqualTo(1);
    owner.end("import");

    assertThat(recording.tree()).isEqualTo("import 1 2\n  read 1 2\n");
  }

  @Test
  @DisplayName("but was nested ends with the outer call")
  void nested() {
    owner.begin("checkout");
    owner.begin("import");
    recording.root("import").abandon(owner.thread());
    owner.begin("tax");
    owner.end("tax");
    owner.end("checkout");

    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.losses().missedExits()).isEqualTo(1);
    assertThat(recording.metered())
        .containsExactly("tax 0 returned", "import 0 returned", "checkout 0 returned");
  }

  @Test
  @DisplayName("of a thread without any is nothing")
  void nothing() {
    recording.root("import").abandon(owner.thread());

    assertThat(recording.reports()).isZero();
  }
}
