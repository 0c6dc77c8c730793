package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.sink.LogCapture;
import io.targetedprofiler.sink.ProfilerLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whether a class is woven")
class WovenCheckTest {

  private final ProfilerLog log = new ProfilerLog();
  private final LogCapture words = new LogCapture("profiler");
  private final WovenCheck check = new WovenCheck(log);

  @AfterEach
  void stop() {
    words.close();
  }

  /** Its class file names the aspects, as that of a woven class does. */
  private static final class Woven {
    @Override
    public String toString() {
      return "io/targetedprofiler/" + "aspect/Probes";
    }
  }

  @Test
  @DisplayName("is seen in its class file")
  void isWoven() {
    Runnable lambda = () -> {};

    assertThat(Profiler.isWoven(Woven.class)).isTrue();
    assertThat(Profiler.isWoven(Configuration.class)).isFalse();
    assertThat(Profiler.isWoven(String.class)).isFalse();
    assertThat(Profiler.isWoven(int.class)).isFalse();
    assertThat(Profiler.isWoven(Woven[].class)).isFalse();
    assertThat(Profiler.isWoven(lambda.getClass())).isFalse();
  }

  @Test
  @DisplayName("is said of a configured target that names a class without probes")
  void configured() {
    check.checkNamedClass(Configuration.class.getName() + ".load");
    check.checkNamedClass(Configuration.class.getName());
    check.checkNamedClass(Woven.class.getName() + ".toString");
    check.checkNamedClass("checkout");
    check.checkNamedClass("com.acme.Gone.method");

    assertThat(said())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains(Configuration.class.getName() + " is not woven", "README"));
  }

  @Test
  @DisplayName("is said of a target opened by hand: of the class it names, else of its caller")
  void byHand() {
    check.checkByHand(Woven.class.getName(), Optional.of(Configuration.class));
    check.checkByHand("nightly", Optional.of(Woven.class));
    check.checkByHand("somewhere", Optional.empty());
    assertThat(said()).isEmpty();

    check.checkByHand("checkout", Optional.of(Configuration.class));
    assertThat(said())
        .singleElement()
        .asString()
        .startsWith("target \"checkout\": " + Configuration.class.getName() + " is not woven");
  }

  @Test
  @DisplayName("is asked of the first caller that is not the profiler itself")
  void caller() {
    assertThat(check.caller()).isPresent();
    assertThat(check.caller().orElseThrow().getPackageName()).isNotEqualTo("io.targetedprofiler");
  }

  private List<String> said() {
    assertThat(log.flush(Duration.ofMinutes(1))).isTrue();
    return words.messages();
  }
}
