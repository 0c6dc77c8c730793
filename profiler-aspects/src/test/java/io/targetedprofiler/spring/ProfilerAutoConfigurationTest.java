package io.targetedprofiler.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.targetedprofiler.ProfiledCall;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.web.ArrivingReports;
import io.targetedprofiler.web.ProfilingFilter;
import java.util.Map;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@DisplayName("The auto-configuration")
class ProfilerAutoConfigurationTest {

  private final AutoConfigurations ours = AutoConfigurations.of(ProfilerAutoConfiguration.class);
  private final ApplicationContextRunner application =
      new ApplicationContextRunner().withConfiguration(ours);
  private final WebApplicationContextRunner web =
      new WebApplicationContextRunner().withConfiguration(ours);

  @Test
  @DisplayName("does nothing about requests where there are none")
  void noWeb() {
    application.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context).doesNotHaveBean(FilterRegistrationBean.class);
          assertThat(context).doesNotHaveBean(WebMvcConfigurer.class);
        });
  }

  @Test
  @DisplayName("has one filter and one interceptor in a web application")
  void web() {
    web.run(
        context -> {
          assertThat(context).hasSingleBean(FilterRegistrationBean.class);
          assertThat(context.getBean(FilterRegistrationBean.class).getFilter())
              .isInstanceOf(ProfilingFilter.class);
          assertThat(context).hasSingleBean(WebMvcConfigurer.class);
        });
  }

  @Test
  @DisplayName("can do without each of the libraries that it serves")
  void without() {
    web.withClassLoader(
            new FilteredClassLoader(
                DispatcherServlet.class, WebMvcConfigurer.class, WebClient.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(WebMvcConfigurer.class));
    application
        .withClassLoader(
            new FilteredClassLoader(
                "jakarta.servlet",
                "org.springframework.web",
                "org.springframework.boot.web",
                "org.springframework.boot.actuate",
                "io.micrometer"))
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  @DisplayName("has data sources hand out profiled connections and stay what they are")
  void dataSources() {
    application
        .withUserConfiguration(Pool.class)
        .run(
            context -> {
              DataSource source = context.getBean(DataSource.class);
              assertThat(source).isInstanceOf(HikariDataSource.class);
              assertThat(AopUtils.isAopProxy(source)).isTrue();
              try (var connection = source.getConnection()) {
                assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
              }
              assertThat(source.unwrap(HikariDataSource.class).getPoolName()).isEqualTo("test");
            });
  }

  @Test
  @DisplayName("waits for a connection once, where it is had from, whatever stands before that")
  void delegating() {
    ArrivingReports reports = new ArrivingReports();
    application
        .withUserConfiguration(Pool.class, Lazy.class)
        .run(
            context -> {
              JdbcTemplate jdbc = new JdbcTemplate(context.getBean("lazy", DataSource.class));
              jdbc.execute("select 1"); // the first time it has a connection to ask for defaults
              try (ProfiledCall call = Profiler.open("lazily")) {
                jdbc.execute("select 1");
              }
              assertThat(ArrivingReports.tree(reports.next("lazily")))
                  .isEqualTo(
                      """
                      lazily x1
                        SQL select ? x1
                        waiting for a connection x1
                      """);
            });
    reports.close();
  }

  static class Lazy {
    @Bean
    LazyConnectionDataSourceProxy lazy(HikariDataSource pool) {
      return new LazyConnectionDataSourceProxy(pool);
    }
  }

  @Test
  @DisplayName("has the endpoint where the application exposes it, and nowhere else")
  void endpoint() {
    web.run(context -> assertThat(context).doesNotHaveBean(ProfilesEndpoint.class));
    web.withPropertyValues("management.endpoints.web.exposure.include=profiles")
        .run(context -> assertThat(context).hasSingleBean(ProfilesEndpoint.class));
  }

  @Test
  @DisplayName("counts in the application's registry if that is not in the global one")
  void registry() {
    MeterRegistry registry = new SimpleMeterRegistry();
    application
        .withBean(MeterRegistry.class, () -> registry)
        .withPropertyValues("management.metrics.use-global-registry=false")
        .run(
            context -> {
              Profiler.profile("counted", () -> {});
              assertThat(registry.get("profiler.calls").tag("profile", "counted").timer().count())
                  .isEqualTo(1);
            });
  }

  @Test
  @DisplayName("counts in the registry of an application that is closed no longer")
  void closedRegistry() {
    MeterRegistry first = new SimpleMeterRegistry();
    MeterRegistry second = new SimpleMeterRegistry();
    MeterRegistry everybodys = new SimpleMeterRegistry();
    Metrics.addRegistry(everybodys);
    try {
      countingIn(first)
          .run(
              outer -> {
                countingIn(second).run(inner -> Profiler.profile("lent", () -> {}));
                Profiler.profile("lent", () -> {});
                Profiler.profile("lent", () -> {});
              });
      Profiler.profile("lent", () -> {});

      assertThat(calls(second)).isEqualTo(1);
      assertThat(calls(first)).isEqualTo(2);
      assertThat(calls(everybodys)).isEqualTo(1);
    } finally {
      Metrics.removeRegistry(everybodys);
    }
  }

  private ApplicationContextRunner countingIn(MeterRegistry registry) {
    return application
        .withBean(MeterRegistry.class, () -> registry)
        .withPropertyValues("management.metrics.use-global-registry=false");
  }

  private static long calls(MeterRegistry registry) {
    return registry.get("profiler.calls").tag("profile", "lent").timer().count();
  }

  @Test
  @DisplayName("makes profiled calls observations if that is asked for")
  void observations() {
    TestObservationRegistry observations = TestObservationRegistry.create();
    application
        .withBean(ObservationRegistry.class, () -> observations)
        .withPropertyValues("profiler.observations=true")
        .run(context -> Profiler.profile("observed", () -> {}));
    Profiler.profile("not observed", () -> {});

    TestObservationRegistryAssert.assertThat(observations)
        .hasSingleObservationThat()
        .hasContextualNameEqualTo("observed")
        .hasBeenStopped();
  }

  @Test
  @DisplayName("takes settings from wherever Spring has them")
  void settings() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "application.yml",
                Map.of(
                    "profiler.log.rate", 10,
                    "profiler.files.dir", "${spring.application.name}/profiles",
                    "profiler.target.GET /customers/{id}.depth", "CALL_TREE",
                    "profiler.target.checkout.tags[0]", "plan=#cart.plan",
                    "profiler.target.checkout.tags[1]", "region=#region",
                    "spring.application.name", "shop")));

    assertThat(SpringSettings.of(environment))
        .containsEntry("profiler.log.rate", "10")
        .containsEntry("profiler.files.dir", "shop/profiles")
        .containsEntry("profiler.target.GET /customers/{id}.depth", "CALL_TREE")
        .containsEntry("profiler.target.checkout.tags", "plan=#cart.plan, region=#region")
        .doesNotContainKey("spring.application.name");
  }

  @Configuration(proxyBeanMethods = false)
  static class Pool {

    @Bean
    HikariDataSource source() {
      HikariDataSource source = new HikariDataSource();
      source.setPoolName("test");
      source.setJdbcUrl("jdbc:h2:mem:pool");
      return source;
    }
  }
}
