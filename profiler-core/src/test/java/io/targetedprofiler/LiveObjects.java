package io.targetedprofiler;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is reachable in this JVM, as it says itself after a full collection: exact numbers and bytes
 * of the objects of each class.
 */
record LiveObjects(Map<String, Long> instances, long bytes) {

  private static final Pattern LINE =
      Pattern.compile(" *\\d+: +(?<instances>\\d+) +(?<bytes>\\d+) +(?<type>\\S+).*");

  static LiveObjects now() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<String, Long> instances = new HashMap<>();
    long bytes = 0;
    for (String line : histogram.lines().toList()) {
      Matcher of = LINE.matcher(line);
      if (of.matches()) {
        instances.merge(of.group("type"), Long.parseLong(of.group("instances")), Long::sum);
        bytes += Long.parseLong(of.group("bytes"));
      }
    }
    return new LiveObjects(instances, bytes);
  }

  long of(String type) {
    return instances.getOrDefault(type, 0L);
  }
}
