package io.targetedprofiler.examples.shop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The samples of a text in Prometheus' format; enough of it to read our own meters. */
record Scrape(List<Sample> samples) {

  private static final Pattern SAMPLE =
      Pattern.compile("(?<name>\\w+)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line: {@code name{label="value",…} number}. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static Scrape parse(String text) {
    return new Scrape(
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .map(SAMPLE::matcher)
            .filter(Matcher::matches)
            .map(Scrape::sample)
            .toList());
  }

  /**
   * The values of a metric, of one profile only, by the value of a label; summed where that is the
   * same.
   */
  Map<String, Double> byLabel(String name, String profile, String label) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> profile.equals(sample.labels().get("profile")))
        .collect(
            Collectors.toMap(
                sample -> sample.labels().getOrDefault(label, ""),
                Sample::value,
                Double::sum,
                TreeMap::new));
  }

  private static Sample sample(Matcher line) {
    String labels = line.group("labels");
    return new Sample(
        line.group("name"),
        LABEL
            .matcher(labels == null ? "" : labels)
            .results()
            .collect(Collectors.toMap(Scrape::labelName, label -> label.group(2))),
        Double.parseDouble(line.group("value").replace("Inf", "Infinity")));
  }

  private static String labelName(MatchResult label) {
    return label.group(1);
  }
}
