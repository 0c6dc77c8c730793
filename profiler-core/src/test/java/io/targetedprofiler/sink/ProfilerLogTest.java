package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The library's own log")
@Timeout(60)
class ProfilerLogTest {
  private static final Duration PLENTY = Duration.ofSeconds(30);

  private final LogCapture capture = new LogCapture("profiler");
  private final ManualClock clock = new ManualClock();
  private final ProfilerLog log = new ProfilerLog(clock);

  @AfterEach
  void release() {
    capture.close();
  }

  @Test
  @DisplayName("speaks at WARN on the logger `profiler`, with the cause if there is one")
  void speaks() {
    IllegalStateException cause = new IllegalStateException("test");

    log.warn("kind", () -> "something is wrong", cause);

    assertThat(log.flush(PLENTY)).isTrue();
    ILoggingEvent event = capture.events().get(0);
    assertThat(event.getLoggerName()).isEqualTo("profiler");
    assertThat(event.getLevel()).isEqualTo(Level.WARN);
    assertThat(event.getFormattedMessage()).isEqualTo("something is wrong");
    assertThat(event.getThrowableProxy().getMessage()).isEqualTo("test");
  }

  @Test
  @DisplayName("says each kind once a minute, and with the next how many it has kept to itself")
  void onceAMinute() {
    say("drop", "drop 1");
    say("drop", "drop 2");
    say("config", "config 1");
    clock.advance(Duration.ofSeconds(59));
    say("drop", "drop 3");
    clock.advance(Duration.ofSeconds(1));
    say("drop", "drop 4");
    clock.advance(Duration.ofMinutes(5));
    say("drop", "drop 5");

    assertThat(log.flush(PLENTY)).isTrue();
    assertThat(capture.messages())
        .containsExactly("drop 1", "config 1", "drop 4 (2 more suppressed)", "drop 5");
  }

  @Test
  @DisplayName("asks for the message only if it will be said")
  void lazyMessage() {
    AtomicInteger asked = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      log.warn("kind", () -> "message " + asked.incrementAndGet());
    }
    assertThat(log.flush(PLENTY)).isTrue();
    assertThat(asked).hasValue(1);
  }

  @Test
  @DisplayName("prints a message as it is, even one that looks like a format")
  void noFormat() {
    say("kind", "{} is no placeholder");

    assertThat(log.flush(PLENTY)).isTrue();
    assertThat(capture.messages()).containsExactly("{} is no placeholder");
  }

  @Test
  @DisplayName("never throws, neither for a bad message nor for a broken log")
  void neverThrows() {
    assertThatCode(
            () ->
                log.warn(
                    "bad message",
                    () -> {
                      throw new StackOverflowError("test");
                    }))
        .doesNotThrowAnyException();

    capture.fail(new IllegalStateException("broken appender"));
    assertThatCode(() -> say("kind", "unheard")).doesNotThrowAnyException();
    assertThat(log.flush(PLENTY)).isTrue();
  }

  @Test
  @DisplayName("shares one kind among all beyond 256, so that its memory is bounded")
  void boundedKinds() {
    for (int i = 0; i < 300; i++) {
      say("kind " + i, "message " + i);
    }
    assertThat(log.flush(PLENTY)).isTrue();

    assertThat(capture.messages()).hasSize(257).endsWith("message 255", "message 256");
    clock.advance(Duration.ofMinutes(1));
    say("kind 299", "again");
    assertThat(log.flush(PLENTY)).isTrue();
    assertThat(capture.messages()).endsWith("again (43 more suppressed)");
  }

  private void say(String kind, String message) {
    log.warn(kind, () -> message);
  }
}
