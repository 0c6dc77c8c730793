package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.record.Sites;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.aspectj.lang.JoinPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import subjects.Switched;

@DisplayName("Probes can be switched off")
class SwitchingTest {

  private static final String ALL =
      """
      Switched.root x1
        Switched.after x1
          Switched.tiny x1
        Switched.within x1
          Switched.tiny x1
      """;

  private final Reports reports = new Reports();
  private final Switched switched = new Switched();
  private final List<Object> off = new ArrayList<>();

  @AfterEach
  void restore() {
    off.forEach(Sites.WOVEN::switchOn);
    reports.close();
  }

  @Test
  @DisplayName("method by method: its calls are no longer seen, everything else is")
  void off() {
    assertThat(switchOff(Switched.class, "tiny")).isTrue();
    assertThat(switched.root()).isEqualTo(2);
    assertThat(reports.tree("switched"))
        .isEqualTo("Switched.root x1\n  Switched.after x1\n  Switched.within x1\n");
  }

  @Test
  @DisplayName("and on again")
  void on() {
    switchOff(Switched.class, "tiny");
    off.forEach(Sites.WOVEN::switchOn);
    assertThat(switched.root()).isEqualTo(2);
    assertThat(reports.tree("switched")).isEqualTo(ALL);
  }

  @Test
  @DisplayName("while the method is under way: its exit goes unseen, and is healed at its caller's")
  void offMeanwhile() {
    switched.meanwhile = () -> switchOff(Switched.class, "within");
    assertThat(switched.root()).isEqualTo(2);
    assertThat(reports.tree("switched"))
        .isEqualTo(
            """
            Switched.root x1
              Switched.within x1, threw 1
                Switched.after x1
                  Switched.tiny x1
                Switched.tiny x1
            """);
    assertThat(reports.one("switched").tree().losses().missedExits()).isEqualTo(1);
  }

  @Test
  @DisplayName("and on while the method is under way: that call stays unseen")
  void onMeanwhile() {
    switchOff(Switched.class, "within");
    switched.meanwhile = () -> off.forEach(Sites.WOVEN::switchOn);
    assertThat(switched.root()).isEqualTo(2);
    assertThat(reports.tree("switched"))
        .isEqualTo(
            """
            Switched.root x1
              Switched.after x1
                Switched.tiny x1
              Switched.tiny x1
            """);
    assertThat(reports.one("switched").tree().losses().missedExits()).isZero();
  }

  @Test
  @DisplayName("but not in an interface, and that is said")
  void fixed() {
    assertThat(switchOff(Switched.Fixed.class, "tiny")).isFalse();
    assertThat(new Switched.Fixed() {}.root()).isEqualTo(1);
    assertThat(reports.tree("fixed"))
        .isEqualTo("Switched.Fixed.root x1\n  Switched.Fixed.tiny x1\n");
  }

  @Test
  @DisplayName("and stay what they were to other aspects on the method")
  void standsForTheOriginal() {
    JoinPoint.StaticPart site = site(Switched.class, "tiny");
    switchOff(Switched.class, "tiny");
    JoinPoint.StaticPart demoted = site(Switched.class, "tiny");
    assertThat(demoted).isNotSameAs(site);
    assertThat(demoted.getSignature()).isSameAs(site.getSignature());
    assertThat(demoted.getSourceLocation()).isSameAs(site.getSourceLocation());
    assertThat(demoted.getKind()).isEqualTo(site.getKind());
    assertThat(demoted.getId()).isEqualTo(site.getId());
    assertThat(demoted).hasToString(site.toString());
    assertThat(demoted.toShortString()).isEqualTo(site.toShortString());
    assertThat(demoted.toLongString()).isEqualTo(site.toLongString());
  }

  private boolean switchOff(Class<?> woven, String method) {
    JoinPoint.StaticPart site = site(woven, method);
    off.add(site);
    return Sites.WOVEN.switchOff(site);
  }

  private static JoinPoint.StaticPart site(Class<?> woven, String method) {
    try {
      for (Field field : woven.getDeclaredFields()) {
        if (field.getType() == JoinPoint.StaticPart.class) {
          field.setAccessible(true);
          JoinPoint.StaticPart part = (JoinPoint.StaticPart) field.get(null);
          if (part.getSignature().getName().equals(method)) {
            return part;
          }
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(woven + " has no woven method " + method);
  }
}
