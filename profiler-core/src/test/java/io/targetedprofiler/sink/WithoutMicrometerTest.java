package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Without Micrometer on the class path")
class WithoutMicrometerTest {
  private static final String PACKAGE = ProfilerLog.class.getPackageName() + '.';

  /** With their nested classes. Nobody else may fail to link. */
  private static final Set<String> KNOW_MICROMETER =
      Set.of(
          "ActiveCalls",
          "CallTimers",
          "MicrometerMeters",
          "MicrometerCallMeter",
          "ProfileMeters",
          "MethodMeters",
          "MethodSeries",
          "ObservedCalls");

  private final ClassLoader loader = new HidingClassLoader("io.micrometer.");

  @Test
  @DisplayName("the standard meters count nothing")
  void noMeters() throws ReflectiveOperationException {
    Class<?> meters = loader.loadClass(Meters.class.getName());
    Object log = loader.loadClass(ProfilerLog.class.getName()).getConstructor().newInstance();

    assertThat(meters.getMethod("isAvailable").invoke(null)).isEqualTo(false);
    assertThat(meters.getMethod("standard", log.getClass()).invoke(null, log))
        .isSameAs(meters.getField("NONE").get(null));
  }

  @Test
  @DisplayName("every class but those that stand for it links and starts")
  void everythingElseLinks() throws Exception {
    List<String> classes = classesOfThePackage();
    assertThat(classes).contains("QueueingSink", "Slf4jSink", "Courier$Parcel");

    for (String name : classes) {
      if (!KNOW_MICROMETER.contains(name.replaceAll("\\$.*", ""))) {
        Class<?> type = Class.forName(PACKAGE + name, true, loader);
        assertThat(type.getDeclaredMethods()).as(name).isNotNull();
        assertThat(type.getDeclaredConstructors()).as(name).isNotNull();
        assertThat(type.getDeclaredFields()).as(name).isNotNull();
      }
    }
  }

  @Test
  @DisplayName("with it, the standard meters are those of the global registry")
  void withMicrometer() {
    assertThat(Meters.isAvailable()).isTrue();
    assertThat(Meters.standard(new ProfilerLog())).isInstanceOf(MicrometerMeters.class);
  }

  private static List<String> classesOfThePackage() throws Exception {
    Path folder = Path.of(ProfilerLog.class.getResource("ProfilerLog.class").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .toList();
    }
  }
}
