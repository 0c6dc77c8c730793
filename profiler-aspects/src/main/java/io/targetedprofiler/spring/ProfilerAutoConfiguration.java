package io.targetedprofiler.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.WebCall;
import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.MicrometerMeters;
import io.targetedprofiler.sink.ObservedCalls;
import io.targetedprofiler.web.ProfilingFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The profiler in a Spring Boot application. Its settings are those of everywhere, {@code
 * profiler.*}: what is switched off there does nothing here.
 */
@AutoConfiguration
final class ProfilerAutoConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({DataSource.class, MethodInterceptor.class})
  static class Sql {

    @Bean
    static DataSourceProfiling dataSourceProfiling() {
      return new DataSourceProfiling();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Servlets {

    /** Boot does not ask {@link io.targetedprofiler.web.ProfilingInitializer}. */
    @Bean
    FilterRegistrationBean<ProfilingFilter> profilingFilter() {
      FilterRegistrationBean<ProfilingFilter> filter =
          new FilterRegistrationBean<>(new ProfilingFilter());
      filter.setName("profiler");
      filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10); // after Boot's own for encodings
      filter.setDispatcherTypes(DispatcherType.REQUEST);
      filter.setEnabled(WebCall.isWanted());
      return filter;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebMvcConfigurer.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Mvc implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      if (WebCall.isWanted()) {
        registry
            .addInterceptor(new ProfilingInterceptor())
            .order(Ordered.HIGHEST_PRECEDENCE); // what others do is part of the request
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ConditionalOnAvailableEndpoint.class, WebEndpoint.class})
  static class Endpoints {

    @Bean
    @ConditionalOnAvailableEndpoint
    ProfilesEndpoint profilesEndpoint() {
      return new ProfilesEndpoint();
    }
  }

  /** Boot puts it into every registry of observations. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ObservationHandler.class, ClientRequestObservationContext.class})
  static class Clients {

    @Bean
    HttpObservations httpObservations() {
      return new HttpObservations();
    }
  }

  /** The same of {@code WebClient}, which is elsewhere than the others. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ObservationHandler.class, WebClient.class})
  static class ReactiveClients {

    @Bean
    ReactiveHttpObservations reactiveHttpObservations() {
      return new ReactiveHttpObservations();
    }
  }

  /**
   * Meters go into Micrometer's global registry by themselves, and Boot's registries are in that,
   * unless it was told otherwise. Observations are made if they are asked for.
   */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({MeterRegistry.class, ObservationRegistry.class})
  static class Registries {

    @Bean
    ContextMeters profilerMeters(
        ObjectProvider<MeterRegistry> registry,
        ObjectProvider<ObservationRegistry> observations,
        Environment environment) {
      boolean global =
          environment.getProperty("management.metrics.use-global-registry", Boolean.class, true);
      return new ContextMeters(
          () ->
              meters(
                  global ? null : registry.getIfUnique(),
                  isObserved(environment) ? observations.getIfUnique() : null));
    }

    /** The context's own word, as there may be several of them; else that of everywhere. */
    private static boolean isObserved(Environment environment) {
      String own = environment.getProperty("profiler.observations");
      return own == null ? Profiler.observesCalls() : own.equalsIgnoreCase("true");
    }

    private static @Nullable UnaryOperator<Meters> meters(
        @Nullable MeterRegistry own, @Nullable ObservationRegistry into) {
      if (own == null && into == null) {
        return null;
      }
      return everybodys -> {
        Meters meters = own == null ? everybodys : MicrometerMeters.in(own);
        return into == null ? meters : new ObservedCalls(meters, into);
      };
    }
  }
}
