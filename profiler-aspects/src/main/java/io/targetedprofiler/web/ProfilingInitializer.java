package io.targetedprofiler.web;

import io.targetedprofiler.WebCall;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the {@link ProfilingFilter} before all others; servlet containers find it by themselves. */
public final class ProfilingInitializer implements ServletContainerInitializer {

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    FilterRegistration.Dynamic filter =
        WebCall.isWanted() ? context.addFilter("profiler", new ProfilingFilter()) : null;
    if (filter != null) { // else there is one of that name already
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
  }
}
