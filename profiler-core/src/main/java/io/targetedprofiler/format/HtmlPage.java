package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page around the data, put together from the resources beside this class: a template, a style
 * sheet, the library D3, and our script, of one module a file.
 *
 * @param beforeData what stands before the data
 * @param afterData what stands behind it
 */
record HtmlPage(String beforeData, String afterData) {
  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z0-9-]+)}}");

  /** {@code import { a, b } from './name.js';}, the only form that our modules use. */
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{[^}]*}) from '(?:\\.{1,2}/)+([\\w/]+\\.js)';$");

  /** {@code export} before a declaration, likewise. */
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:function|class|const) (\\w+))");

  /**
   * A comment that documents what follows it: of use to who changes the page, not to who reads it.
   */
  private static final Pattern DOCUMENTATION = Pattern.compile("(?ms)^ */\\*\\*.*?\\*/\\n+");

  /** The page, whose scripts and styles bear this number. */
  static HtmlPage withNonce(String nonce) throws IOException {
    Map<String, String> contents =
        Map.of(
            "nonce", nonce,
            "style", resource("page.css"),
            "d3-licence", resource("d3/LICENSE"),
            "d3", resource("d3/d3.min.js"),
            "script", script());
    String[] halves = resource("page.html").split(Pattern.quote("{{data}}"), 2);
    return new HtmlPage(filled(halves[0], contents), filled(halves[1], contents));
  }

  private static String filled(String template, Map<String, String> contents) {
    return SLOT.matcher(template)
        .replaceAll(slot -> Matcher.quoteReplacement(contents.getOrDefault(slot.group(1), "")));
  }

  /**
   * All modules in one script. Modules inside a page have no addresses to import each other from,
   * so each becomes a function that returns what it exports.
   */
  private static String script() throws IOException {
    StringBuilder script = new StringBuilder("const modules = {};\n");
    for (String name : resource("modules.txt").lines().toList()) {
      script.append(module(name, resource(name)));
    }
    return script.toString();
  }

  static String module(String name, String source) {
    StringJoiner exported = new StringJoiner(", ", "{ ", " }");
    EXPORT.matcher(source).results().forEach(result -> exported.add(result.group(2)));
    String bare = DOCUMENTATION.matcher(source).replaceAll("");
    String imported = IMPORT.matcher(bare).replaceAll("const $1 = modules['$2'];");
    return "modules['%s'] = (() => {\n%s\nreturn %s;\n})();\n"
        .formatted(name, EXPORT.matcher(imported).replaceAll("$1"), exported);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("the library's own resource page/" + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
