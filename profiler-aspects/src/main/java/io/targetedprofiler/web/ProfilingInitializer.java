package io.targetedprofiler.web;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.WebCall;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the {@link ProfilingFilter} before all others; servlet containers find it by themselves. If
 * the profiler is part of the web application, it closes with that.
 */
public final class ProfilingInitializer implements ServletContainerInitializer {

  private static final Duration LAST_REPORTS = Duration.ofSeconds(3);

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    ClassLoader own = Profiler.class.getClassLoader();
    if (own == context.getClassLoader() && own != ClassLoader.getSystemClassLoader()) {
      context.addListener(new Closing());
    }
    FilterRegistration.Dynamic filter =
        WebCall.isWanted() ? context.addFilter("profiler", new ProfilingFilter()) : null;
    if (filter != null) { // else there is one of that name already
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
  }

  /** Else the profiler's shutdown hook and threads would keep the application's class loader. */
  private static final class Closing implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
      boolean unused = Profiler.close(LAST_REPORTS);
    }
  }
}
