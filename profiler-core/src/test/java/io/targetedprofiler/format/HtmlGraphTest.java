package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** One method calls twelve, which all call another one: two hubs; and a call that is of neither. */
@DisplayName("The page's call graph")
class HtmlGraphTest {
  private static final int CALLERS = 12;
  private static final double FAINT = 0.28;
  private static final double PLAIN = 0.65;

  @TempDir static Path directory;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.start(directory);
    StringBuilder drawing = new StringBuilder("com.acme.Main.run 1 900ms\n");
    drawing.append("  com.acme.Plain.caller 1 200ms\n    com.acme.Plain.callee 1 100ms\n");
    for (int i = 0; i < CALLERS; i++) {
      drawing.append("  com.acme.Caller%02d.ask 1 %dms\n".formatted(i, 40 - i));
      drawing.append("    com.acme.Hub.log 1 10ms\n");
    }
    browser.open(SomeReports.drawn(drawing.toString()), "#view=graph");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void noComplaints() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @DisplayName("draws every line of a hub, fainter than those of others")
  void hubs() {
    int ofHubs = 1 + 2 * CALLERS;
    assertThat(linesDrawn())
        .hasSize(ofHubs + 1)
        .containsOnly(FAINT, PLAIN)
        .satisfies(all -> assertThat(Collections.frequency(all, FAINT)).isEqualTo(ofHubs));
  }

  @Test
  @DisplayName("brings the lines of a selected hub to the front")
  void selectedHub() {
    browser.clickBox("com.acme.Hub.log");
    List<Double> lines = linesDrawn();
    browser.keys(Keys.ESCAPE);
    assertThat(Collections.frequency(lines, 1.0)).isEqualTo(CALLERS);
  }

  @Test
  @DisplayName("gives every bubble its label, which no line crosses")
  void labels() {
    browser.script(
        "const p = CanvasRenderingContext2D.prototype, own = { moveTo: p.moveTo, lineTo: p.lineTo,"
            + "  bezierCurveTo: p.bezierCurveTo, fillText: p.fillText };"
            + "window.texts = []; window.points = []; let at = [0, 0];"
            + "const to = (x, y) => { points.push([x, y]); at = [x, y]; };"
            + "p.moveTo = function (x, y) { to(x, y); own.moveTo.call(this, x, y); };"
            + "p.lineTo = function (x, y) { const [a, b] = at;"
            + "  for (let t = .05; t < 1; t += .05) points.push([a + t * (x - a), b + t * (y - b)]);"
            + "  to(x, y); own.lineTo.call(this, x, y); };"
            + "p.bezierCurveTo = function (a, b, c, d, x, y) { const [u, v] = at;"
            + "  for (let t = .05; t < 1; t += .05) { const s = 1 - t;"
            + "    points.push([s*s*s*u + 3*s*s*t*a + 3*s*t*t*c + t*t*t*x, s*s*s*v + 3*s*s*t*b + 3*s*t*t*d + t*t*t*y]); }"
            + "  to(x, y); own.bezierCurveTo.call(this, a, b, c, d, x, y); };"
            + "p.fillText = function (text, x, y) {"
            + "  texts.push([text, x, y - 6, x + this.measureText(text).width, y + 6]); own.fillText.call(this, text, x, y); };"
            + "document.querySelector('.graph canvas').drawing.redraw();");
    browser.drawn();
    List<?> crossed =
        (List<?>)
            browser.script(
                "return texts.filter(([, l, t, r, b]) => points.some(([x, y]) => x > l && x < r && y > t && y < b)).map(t => t[0])");
    assertThat(browser.script("return points.length > 500")).isEqualTo(true);
    assertThat(crossed).isEmpty();
    List<?> texts = (List<?>) browser.script("return texts.map(t => t[0])");
    assertThat(texts).hasSize(2 * browser.tips().size());
    assertThat(texts.toString()).contains("Main.run", "Hub.log", "Plain.callee", "Caller11.ask");
  }

  /** The opacity of each line, as the canvas was told to draw it; bubbles are arcs. */
  @SuppressWarnings("unchecked")
  private static List<Double> linesDrawn() {
    browser.script(
        "const p = CanvasRenderingContext2D.prototype; window.own ??= { lineTo: p.lineTo, stroke: p.stroke, beginPath: p.beginPath };"
            + "window.lines = []; let line = false;"
            + "p.beginPath = function () { line = false; own.beginPath.call(this); };"
            + "p.lineTo = function (x, y) { line = true; own.lineTo.call(this, x, y); };"
            + "p.stroke = function () { if (line) lines.push(this.globalAlpha); own.stroke.call(this); };"
            + "document.querySelector('.graph canvas').drawing.redraw();");
    browser.drawn();
    List<Number> lines =
        (List<Number>) browser.script("return lines.map(a => Math.round(a * 100) / 100)");
    return lines.stream().map(Number::doubleValue).toList();
  }
}
