package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.targetedprofiler.Profiler;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.aspectj.lang.JoinPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import subjects.Deployed;

@DisplayName("An application that is taken out of its server")
@Timeout(180)
class UnloadingTest {

  private static final Duration PLENTY = Duration.ofSeconds(30);

  private final ReferenceQueue<ClassLoader> unloaded = new ReferenceQueue<>();

  @Test
  @DisplayName("is unloaded, though it was profiled by the server's profiler")
  void sharedProfiler() throws Exception {
    PhantomReference<ClassLoader> application;
    try (Reports reports = new Reports()) {
      application = deployed(List.of("subjects."));
      assertThat(reports.of("deployed.order")).hasSize(100);
      assertThat(reports.of("deployed.byHand")).hasSize(100);
      assertThat(reports.of("deployed.never"))
          .filteredOn(report -> !report.asynchrony().isSupplement()) // there may be one
          .singleElement()
          .satisfies(report -> assertThat(report.tree().root().async()).isNotEmpty());
    }

    // Waits for nothing but to drop, each time, what was not used since the last time.
    assertThat(Profiler.flush(PLENTY)).isTrue();

    assertThat(isUnloaded(application)).isTrue();
  }

  @Test
  @DisplayName("is unloaded with the profiler that is part of it, once that is closed")
  void ownProfiler() throws Exception {
    PhantomReference<ClassLoader> application;
    try (Recording recording = new Recording()) {
      recording.start(); // lets the profiler register its event
      application = deployed(List.of("subjects.", "io.targetedprofiler.", "org.aspectj."));
    }

    assertThat(isUnloaded(application)).isTrue();
    assertThat(Metrics.globalRegistry.getMeters().stream().map(Meter::getId))
        .as("the server's meters")
        .anyMatch(id -> id.getName().equals("profiler.calls") && isOf(id, "deployed.order"))
        .noneMatch(id -> id.getName().equals("profiler.methods") && isOf(id, "deployed.order"));
  }

  private static boolean isOf(Meter.Id id, String profile) {
    return profile.equals(id.getTag("profile"));
  }

  /** Loads the application, runs it, and forgets it. */
  private PhantomReference<ClassLoader> deployed(List<String> packages) throws Exception {
    ClassLoader application = new Application(packages);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(application);
    try {
      Callable<?> run =
          (Callable<?>)
              application.loadClass(Deployed.class.getName()).getConstructor().newInstance();
      assertThat(run.getClass().getClassLoader()).isSameAs(application);
      assertThat(run.call()).isEqualTo(10_700);
      Class<?> profiler = application.loadClass(Profiler.class.getName());
      if (profiler.getClassLoader() == application) {
        assertThat(profiler.getMethod("close", Duration.class).invoke(null, PLENTY))
            .isEqualTo(true);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    return new PhantomReference<>(application, unloaded);
  }

  /**
   * Java itself keeps the type of a component of the record that {@code equals} was last made for:
   * strongly in Java 17 (JDK-8078641), since then as long as there is memory. This lets that be a
   * record in a class loader that nobody waits for.
   */
  record Last(@Nullable Last component) {

    static void compare() throws ReflectiveOperationException {
      var constructor =
          new Application(List.of(Last.class.getName()))
              .loadClass(Last.class.getName())
              .getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object none = null;
      assertThat(constructor.newInstance(none))
          .isEqualTo(constructor.newInstance(none))
          .hasSameHashCodeAs(constructor.newInstance(none));
    }
  }

  private boolean isUnloaded(PhantomReference<ClassLoader> application) throws Exception {
    Last.compare();
    for (int i = 0; i < 300; i++) {
      System.gc();
      if (unloaded.remove(100) == application) {
        return true;
      }
    }
    return false;
  }

  /** As a server does it: the application's own classes first. */
  private static final class Application extends URLClassLoader {

    private final List<String> packages;

    Application(List<String> packages) {
      super(
          Stream.of(Deployed.class, StaticParts.class, Profiler.class, JoinPoint.class)
              .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
              .toArray(URL[]::new),
          UnloadingTest.class.getClassLoader());
      this.packages = packages;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (packages.stream().noneMatch(name::startsWith)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : findClass(name);
      }
    }
  }
}
