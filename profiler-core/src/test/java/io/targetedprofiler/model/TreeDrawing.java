package io.targetedprofiler.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Call trees as drawings, for tests: one call path a line, two spaces a level.
 *
 * <pre>{@code
 * com.acme.Orders.checkout 1 100
 *   com.acme.Tax.lookup 3 60 max=40 errors=1 at=Tax.java:17
 *   SQL select * from item 2 30us
 * }</pre>
 *
 * <p>A line is {@code name calls total}. A name without spaces is split at its last dot into class
 * and method; any other is a block named by hand. Times are nanoseconds or carry a unit. Behind the
 * total may stand {@code timed=} (else all calls were), {@code min=}, {@code max=} (else all calls
 * took equally long), {@code errors=} and {@code at=FILE:LINE}.
 */
public final class TreeDrawing {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<indent> *)(?<name>\\S.*) (?<calls>\\d+) (?<total>[\\d.]+(ns|us|ms|s)?)"
              + "(?<more>( (timed|min|max|errors|at)=\\S+)*)",
          Pattern.DOTALL);

  private static final Map<String, Long> UNITS =
      Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

  private final List<String> lines;
  private int next;

  private TreeDrawing(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads a drawing with exactly one root.
   *
   * @throws IllegalArgumentException if it is not one, with the line that is wrong
   */
  public static CallNode parse(String drawing) {
    TreeDrawing reader = new TreeDrawing(drawing.lines().filter(line -> !line.isBlank()).toList());
    CallNode root = reader.node(0);
    if (reader.next < reader.lines.size()) {
      throw new IllegalArgumentException("Not beneath the root: " + reader.lines.get(reader.next));
    }
    return root;
  }

  /**
   * Draws a tree: {@code name calls total} and, where there are any, {@code errors=}. Times are
   * bare nanoseconds. Beneath a node's callees stands what it handed over, after {@code ~>}. What a
   * drawing seldom is about is left out: fastest and slowest call, and where the method stands.
   */
  public static String draw(CallNode root) {
    StringBuilder drawing = new StringBuilder();
    draw(root, 0, drawing);
    return drawing.toString();
  }

  private static void draw(CallNode node, int depth, StringBuilder out) {
    draw(node, depth, "", "", out);
  }

  private static void draw(AsyncWork work, int depth, StringBuilder out) {
    String queued = work.queuedNanos() == 0 ? "" : " queued=" + work.queuedNanos();
    String inline = work.inline() == 0 ? "" : " inline=" + work.inline();
    String unfinished = work.unfinished() == 0 ? "" : " unfinished=" + work.unfinished();
    draw(work.tree().root(), depth, "~> ", queued + inline + unfinished, out);
  }

  private static void draw(CallNode node, int depth, String mark, String more, StringBuilder out) {
    String className = node.frame().className();
    out.append("  ".repeat(depth))
        .append(mark)
        .append(className)
        .append(className.isEmpty() ? "" : ".");
    out.append(node.frame().method()).append(' ').append(node.calls());
    out.append(' ').append(node.totalNanos());
    out.append(node.errors() == 0 ? "" : " errors=" + node.errors()).append(more).append('\n');
    node.children().forEach(child -> draw(child, depth + 1, out));
    node.async().forEach(work -> draw(work, depth + 1, out));
  }

  private CallNode node(int depth) {
    if (next == lines.size()) {
      throw new IllegalArgumentException("A drawing needs a root");
    }
    String line = lines.get(next++);
    Matcher parts = LINE.matcher(line);
    if (!parts.matches() || parts.group("indent").length() != 2 * depth) {
      throw new IllegalArgumentException("Not `name calls total` on level " + depth + ": " + line);
    }
    List<CallNode> children = new ArrayList<>();
    while (next < lines.size() && lines.get(next).startsWith("  ".repeat(depth + 1))) {
      children.add(node(depth + 1));
    }
    return node(parts, children);
  }

  private static CallNode node(Matcher parts, List<CallNode> children) {
    Map<String, String> more = attributes(parts.group("more"));
    String calls = parts.group("calls");
    long total = nanos(parts.group("total"));
    String each = Long.toString(total / Math.max(1, Long.parseLong(calls)));
    return new CallNode(
        frame(parts.group("name"), more.getOrDefault("at", "")),
        Long.parseLong(calls),
        Long.parseLong(more.getOrDefault("timed", calls)),
        total,
        total,
        0,
        nanos(more.getOrDefault("min", each)),
        nanos(more.getOrDefault("max", each)),
        Long.parseLong(more.getOrDefault("errors", "0")),
        children);
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new TreeMap<>();
    for (String attribute : text.strip().split(" ", -1)) {
      int equals = attribute.indexOf('=');
      if (equals > 0) {
        attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
      }
    }
    return attributes;
  }

  private static Frame frame(String name, String location) {
    int dot = name.contains(" ") ? -1 : name.lastIndexOf('.');
    int colon = location.indexOf(':');
    return new Frame(
        dot < 0 ? "" : name.substring(0, dot),
        name.substring(dot + 1),
        "",
        colon < 0 ? location : location.substring(0, colon),
        colon < 0 ? 0 : Integer.parseInt(location.substring(colon + 1)));
  }

  private static long nanos(String time) {
    String unit = time.replaceAll("[\\d.]", "").toLowerCase(Locale.ROOT);
    String number = time.substring(0, time.length() - unit.length());
    return new BigDecimal(number)
        .multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)))
        .longValueExact();
  }
}
