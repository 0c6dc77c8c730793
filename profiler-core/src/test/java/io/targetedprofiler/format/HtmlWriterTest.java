package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTML page")
class HtmlWriterTest {
  private static final Pattern NONCE = Pattern.compile("'nonce-([\\w-]+)'");

  @Test
  @DisplayName("without a report has at most 450 kB")
  void size() throws IOException {
    assertThat(page(new ReportSet(List.of())).getBytes(UTF_8)).hasSizeLessThan(450_000);
  }

  @Test
  @DisplayName("holds the native form, which is read back as it was")
  void data() throws IOException {
    ReportSet reports = SomeReports.nasty();
    String data = dataOf(page(reports));

    assertThat(new JsonReader().read(new ByteArrayInputStream(data.getBytes(UTF_8)), "data"))
        .isEqualTo(reports);
    assertThat(data).isASCII().doesNotContain("<").contains("Map\\u003cString, List\\u003c?");
  }

  @Test
  @DisplayName("allows only scripts and styles that bear its number, which is new for each page")
  void nonce() throws IOException {
    String page = page(SomeReports.drawn("a 1 1ms"));
    String nonce = nonceOf(page);

    assertThat(page).contains("default-src 'none'", "script-src 'nonce-" + nonce + "'");
    assertThat(page).doesNotContain("unsafe-");
    assertThat(tags(page, "<(?:script|style)\\b[^>]*>"))
        .hasSize(4)
        .allMatch(tag -> tag.contains("nonce=\"" + nonce + "\""));
    assertThat(nonceOf(page(SomeReports.drawn("a 1 1ms")))).isNotEqualTo(nonce).hasSize(22);
  }

  @Test
  @DisplayName("bears the licence of the library inside it, and loads nothing")
  void selfContained() throws IOException {
    String page = page(SomeReports.drawn("a 1 1ms"));

    assertThat(page).contains("Copyright 2010-2023 Mike Bostock", "THE SOFTWARE IS PROVIDED");
    assertThat(tags(page, "(?:src|href)=\"[^\"]*\"")).containsExactly("href=\"data:,\"");
  }

  @Test
  @DisplayName("has no slot left open")
  void slots() throws IOException {
    assertThat(tags(page(SomeReports.drawn("a 1 1ms")), "\\{\\{[a-z0-9-]+}}")).isEmpty();
  }

  @Test
  @DisplayName(
      "makes a function of a module, with what it imports and exports, but its documentation")
  void modules() {
    assertThat(
            HtmlPage.module(
                "views/b.js",
                """
                /** What it is for. */

                import { a } from '../a.js';
                export const b = a + 1;
                  /**
                   * What c does.
                   */
                export function c() {}
                """))
        .isEqualTo(
            """
            modules['views/b.js'] = (() => {
            const { a } = modules['a.js'];
            const b = a + 1;
            function c() {}

            return { b, c };
            })();
            """);
  }

  @Test
  @DisplayName("is made of views of which none knows another")
  void views() throws IOException {
    List<String> modules = resource("modules.txt").lines().toList();
    assertThat(modules).filteredOn(name -> name.startsWith("views/")).hasSizeGreaterThan(5);
    for (String module : modules) {
      assertThat(resource(module)).as(module).doesNotContainPattern("(?m)^import .*views/");
      if (module.startsWith("views/")) {
        assertThat(resource(module))
            .as(module)
            .doesNotContainPattern("(?m)^import .* from '\\./")
            .containsOnlyOnce("\nregister({ id: '");
      }
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String page(ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlWriter().write(reports, out);
    return out.toString(UTF_8);
  }

  private static String dataOf(String page) {
    int tag = page.indexOf("id=\"data\"");
    int begin = page.indexOf('>', tag) + 1;
    return page.substring(begin, page.indexOf("</script>", begin));
  }

  private static String nonceOf(String page) {
    Matcher nonce = NONCE.matcher(page);
    assertThat(nonce.find()).isTrue();
    return nonce.group(1);
  }

  /** What matches outside of scripts and styles. */
  private static List<String> tags(String page, String pattern) {
    String markup = page.replaceAll("(?s)(<(script|style)\\b[^>]*>).*?(?=</\\2>)", "$1");
    return Pattern.compile(pattern).matcher(markup).results().map(r -> r.group()).toList();
  }
}
