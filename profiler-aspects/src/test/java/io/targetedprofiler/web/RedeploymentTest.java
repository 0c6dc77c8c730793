package io.targetedprofiler.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.Profiler;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.WebResourceRoot.ResourceSetType;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.StandardRoot;
import org.aspectj.lang.JoinPoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A web application with the profiler in it")
@Timeout(120)
class RedeploymentTest {

  @TempDir static Path directory;

  private final ReferenceQueue<ClassLoader> unloaded = new ReferenceQueue<>();
  private final Tomcat tomcat = new Tomcat();

  @Test
  @DisplayName("is unloaded when its container takes it out, which closes the profiler")
  void redeployed() throws Exception {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.start();
    tomcat.getConnector();
    try {
      PhantomReference<ClassLoader> first = deployedAndRemoved();
      assertThat(isUnloaded(first)).isTrue();
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private PhantomReference<ClassLoader> deployedAndRemoved() throws Exception {
    StandardContext application = new StandardContext();
    application.setName("/shop");
    application.setPath("/shop");
    application.setDocBase(Files.createDirectories(directory.resolve("shop")).toString());
    application.addLifecycleListener(new ContextConfig());
    application.setResources(contents(application));
    tomcat.getHost().addChild(application);
    ClassLoader loader = application.getLoader().getClassLoader();
    assertThat(loader.loadClass(Profiler.class.getName())).isNotSameAs(Profiler.class);

    Requests requests = new Requests(tomcat.getConnector().getLocalPort());
    for (int i = 0; i < 100; i++) {
      assertThat(requests.get("/shop/nothing").statusCode()).isEqualTo(404);
    }
    assertThat(threadsOf(loader)).as("threads").isNotZero();

    tomcat.getHost().removeChild(application);
    assertThat(threadsOf(loader)).as("threads").isZero();
    return new PhantomReference<>(loader, unloaded);
  }

  /** The profiler and what it needs, as if it lay in the application's directory. */
  private static WebResourceRoot contents(StandardContext application) {
    WebResourceRoot contents = new StandardRoot(application);
    for (Class<?> type : List.of(Profiler.class, ProfilingFilter.class, JoinPoint.class)) {
      URL place = type.getProtectionDomain().getCodeSource().getLocation();
      contents.createWebResourceSet(
          ResourceSetType.PRE, "/WEB-INF/classes", place.getPath(), null, "/");
    }
    return contents;
  }

  private static long threadsOf(ClassLoader loader) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getContextClassLoader() == loader)
        .count();
  }

  private boolean isUnloaded(PhantomReference<ClassLoader> application)
      throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      System.gc();
      if (unloaded.remove(100) == application) {
        return true;
      }
    }
    return false;
  }
}
