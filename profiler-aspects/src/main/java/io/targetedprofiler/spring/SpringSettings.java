package io.targetedprofiler.spring;

import io.targetedprofiler.Profiler;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Hands the settings {@code profiler.*} of {@code application.yml}, or wherever Spring has them
 * from, to the profiler: before anything is profiled, and under the names that they have
 * everywhere.
 */
final class SpringSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final String PREFIX = "profiler.";
  private static final String PLACE = "Spring's environment";

  /** Of a list in YAML. */
  private static final Pattern ELEMENT = Pattern.compile("(.+)\\[(\\d{1,9})]");

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Map<String, String> settings = of(event.getEnvironment());
    if (!settings.isEmpty()) {
      Profiler.configure(PLACE, settings);
    }
  }

  /** A key is that of the first source that has it, be it as a text or as a list. */
  static Map<String, String> of(ConfigurableEnvironment environment) {
    Map<String, String> settings = new TreeMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        of(enumerable, environment).forEach(settings::putIfAbsent);
      }
    }
    return settings;
  }

  private static Map<String, String> of(
      EnumerablePropertySource<?> source, ConfigurableEnvironment environment) {
    Map<String, String> settings = new TreeMap<>();
    Map<String, SortedMap<Integer, String>> lists = new TreeMap<>();
    for (String key : source.getPropertyNames()) {
      String value = key.startsWith(PREFIX) ? environment.getProperty(key) : null;
      Matcher element = ELEMENT.matcher(key);
      if (value != null && element.matches()) {
        lists
            .computeIfAbsent(element.group(1), list -> new TreeMap<>())
            .put(Integer.valueOf(element.group(2)), value);
      } else if (value != null) {
        settings.put(key, value);
      }
    }
    lists.forEach((key, elements) -> settings.put(key, String.join(", ", elements.values())));
    return settings;
  }
}
