package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

@DisplayName("The page")
class HtmlLimitsTest {
  private static final String HOSTILE =
      "</script><img src=x onerror=\"document.title='hit'\"><!--<script>{{data}}$1\u2028\u202e";

  private static final String ALL_VIEWS = "123456";

  /** Twenty times what it takes: builds share machines. */
  private static final int PATIENCE_SECONDS = 40;

  private static final double LIMIT_MILLIS = 2_000;
  private static final int TRIES = 5;

  @TempDir static Path directory;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start(directory);
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
  @DisplayName(
      "shows a hostile report as text, runs nothing of it and asks the network for nothing")
  void hostile() throws IOException {
    Path page =
        browser.open(new ReportSet(List.of(hostileReport(1), hostileReport(2))), "#view=flame");
    browser.requests(page);

    browser.clickBox(HOSTILE + '.' + HOSTILE);
    assertThat(browser.text(".selection strong")).contains("<img src=x onerror=");
    for (char view : ALL_VIEWS.toCharArray()) {
      browser.keys(String.valueOf(view));
      if (view != '3') {
        assertThat(browser.tips()).as("view " + view).anyMatch(tip -> tip.contains(HOSTILE));
      }
    }
    assertThat(browser.texts(".calls td[data-column='args']")).contains(HOSTILE + '=' + HOSTILE);
    assertThat(browser.texts(".calls td[data-column='thread']")).contains(HOSTILE);
    browser.keys("3").keys("/").keys("<img").keys(Keys.ENTER);
    assertThat(browser.texts(".table td[data-column='method']"))
        .anyMatch(text -> text.startsWith("SQL select '" + HOSTILE));

    assertThat(browser.script("return document.images.length + document.scripts.length"))
        .isEqualTo(3L);
    assertThat((String) browser.script("return document.title"))
        .isEqualTo(HOSTILE.replaceAll("\\s", " ") + " - Targeted Profiler");
    assertThat(browser.requests(page)).isEmpty();
  }

  @Test
  @DisplayName("has no way out: not even its own script could load anything")
  void noWayOut() throws IOException {
    browser.open(SomeReports.drawn("a 1 1ms"), "");
    assertThat(
            browser.script(
                "let blocked = 0;"
                    + "document.addEventListener('securitypolicyviolation', () => blocked++);"
                    + "for (const evil of [() => new Image().src = 'http://127.0.0.1:9/x', () => eval('1')])"
                    + "  try { evil(); } catch (refused) { blocked++; }"
                    + "const inline = document.createElement('script');"
                    + "inline.textContent = 'document.title = 1'; document.body.append(inline);"
                    + "return [blocked, document.title]"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .last()
        .isEqualTo("checkout - Targeted Profiler");
    assertThat(browser.complaints()).isNotEmpty().allMatch(c -> c.contains("Content Security"));
  }

  @Test
  @DisplayName("without a call says so")
  void empty() throws IOException {
    browser.open(new ReportSet(List.of()), "");
    assertThat(browser.text("body")).isEqualTo("This file holds no calls.");
  }

  @Test
  @DisplayName("says what is estimated, folded, missed, demoted, and what it cost")
  void honesty() throws IOException {
    Frame tiny = new Frame("com.acme.Tiny", "get", "()", "Tiny.java", 3);
    CallNode guessed =
        new CallNode(Frame.named("guessed"), 10, 5, 400, 500, 7, 50, 90, 1, List.of());
    CallNode root = new CallNode(Frame.named("root"), 1, 1_000, 1_000, 1_000, 0, List.of(guessed));
    browser.open(
        ReportSet.of(
            SampleReport.of(root)
                .losses(new Losses(1, 2, 3, true))
                .demoted(tiny)
                .costNanos(1_500)
                .report()),
        "");

    assertThat(browser.text(".notes"))
        .contains("1 call below the depth limit", "2 calls beyond the node limit")
        .contains(
            "3 missed exits",
            "stopped early",
            "not recorded, to keep to the overhead budget",
            "Tiny.get")
        .contains("profiler's own cost 1.500 µs", "≈ estimated");
    assertThat(browser.tips().get(1))
        .contains("≈500 ns", "5 of them were timed, standard error 7 ns", "1 ended by a throw");
    assertThat(browser.tips().get(0)).contains("total 1.000 µs", "self ≈500 ns");
  }

  @Test
  @DisplayName("of 100,000 paths opens and answers, and draws only what can be seen")
  @Timeout(value = PATIENCE_SECONDS, unit = TimeUnit.SECONDS)
  void manyPaths() throws IOException {
    Path page = browser.open(ReportSet.of(SampleReport.of(bushy(100_000)).report()), "#view=flame");
    assertThat(fastestMillis(() -> openMillis(page, "#view=flame"))).isLessThan(LIMIT_MILLIS);
    assertThat(fastestMillis(() -> millis(() -> browser.clickBox("com.acme.p0.T0.m0"))))
        .isLessThan(LIMIT_MILLIS);
    for (char view : "12345".toCharArray()) {
      browser.keys(String.valueOf(view));
    }
    assertThat(browser.tips()).hasSizeLessThan(300);
    assertThat(browser.text(".graph .caption"))
        .isEqualTo("60 methods; 99,940 lighter ones not drawn; drag to see the rest");
    browser.keys("1");
    assertThat(browser.tips()).hasSizeBetween(2, 5_000);
    browser.clickBox("com.acme.p0.T0.m0");
    assertThat(browser.text(".selection strong")).isEqualTo("T0.m0");
    browser.keys("3");
    assertThat(browser.texts(".view.table > .rows tbody tr")).hasSizeBetween(10, 120);
  }

  @Test
  @DisplayName("of one recursion 100,000 deep opens and answers")
  @Timeout(value = PATIENCE_SECONDS, unit = TimeUnit.SECONDS)
  void deep() throws IOException {
    CallNode node = null;
    for (int i = 1; i <= 100_000; i++) {
      node =
          new CallNode(
              Frame.named("deep"), 1, i, i, i, 0, node == null ? List.of() : List.of(node));
    }
    browser.open(ReportSet.of(SampleReport.of(node).report()), "#view=flame");
    browser.clickBox("deep").keys(Keys.ARROW_DOWN);
    for (char view : "2345".toCharArray()) {
      browser.keys(String.valueOf(view));
    }
    browser.keys("3").click("[data-relation='all-callees']").click("[data-relation='all-callers']");
    assertThat(browser.texts(".table td[data-column='recursive']")).containsExactly("99,999");
    assertThat(browser.texts(".table td[data-column='total']").get(0)).isEqualTo("100.00");
  }

  @Test
  @DisplayName("of 5,000 calls opens and answers")
  @Timeout(value = PATIENCE_SECONDS, unit = TimeUnit.SECONDS)
  void manyCalls() throws IOException {
    List<CallReport> reports = new ArrayList<>();
    CallNode tree = bushy(40);
    for (int i = 1; i <= 5_000; i++) {
      reports.add(SampleReport.of(tree).id(i).report());
    }
    Path page = browser.open(new ReportSet(reports), "#view=calls");
    assertThat(fastestMillis(() -> openMillis(page, "#view=calls"))).isLessThan(LIMIT_MILLIS);
    assertThat(fastestMillis(() -> millis(() -> browser.click(".calls tr[data-key='3']"))))
        .isLessThan(LIMIT_MILLIS);
    assertThat(browser.text(".facts")).contains("5,000");
    browser.doubleClick(".calls tr[data-key='7']");
    assertThat(browser.text(".facts")).contains("#8");
    assertThat(browser.hash()).contains("call=7");
  }

  @Test
  @DisplayName("says of a method in its table all that the model knows")
  void columns() throws IOException {
    browser.open(SomeReports.drawn(SomeReports.RECURSION), "#view=table");
    String key = browser.keyOf("Walk.a");
    List<String> shown =
        List.of("calls", "recursive", "self", "self-each", "total", "total-each", "errors", "max")
            .stream()
            .map(column -> cell(key, column))
            .toList();
    assertThat(shown)
        .containsExactly("13", "12", "80.00", "6.15", "100.00", "100.00", "0", "100.00");
    assertThat(cell(key, "class") + ' ' + cell(key, "file") + ':' + cell(key, "line"))
        .isEqualTo("Walk Walk.java:5");

    browser.open(SomeReports.drawn(SomeReports.CHECKOUT), "#view=table");
    assertThat(cell(browser.keyOf("Tax.lookup"), "errors")).isEqualTo("1");
    browser.keys("1");
    assertThat(browser.tip("com.acme.Tax.lookup")).contains("1 ended by a throw");
  }

  private static String cell(String key, String column) {
    return browser.text(
        ".view.table > .rows tr[data-key='%s'] td[data-column='%s']".formatted(key, column));
  }

  /** The fastest of a few: what else the machine does at the time is not what is tested. */
  private static double fastestMillis(DoubleSupplier oneTry) {
    double fastest = oneTry.getAsDouble();
    for (int i = 1; i < TRIES && fastest >= LIMIT_MILLIS; i++) {
      fastest = Math.min(fastest, oneTry.getAsDouble());
    }
    return fastest;
  }

  /** Until it is drawn. */
  private static double openMillis(Path page, String hash) {
    browser.open(page, hash);
    return ((Number) browser.script("return performance.now()")).doubleValue();
  }

  private static double millis(Runnable click) {
    long start = System.nanoTime();
    click.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static CallReport hostileReport(int id) {
    CallNode sql = leaf(Frame.named("SQL select '" + HOSTILE + "'"));
    CallNode evil = leaf(new Frame(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1));
    AsyncWork work = AsyncSample.of(evil, HOSTILE);
    CallNode root = AsyncSample.handing(Frame.named("root"), 9_000, work, evil, sql);
    return SampleReport.of(root)
        .id(id)
        .profile(HOSTILE)
        .thread(HOSTILE)
        .threw(HOSTILE)
        .arguments(new Argument(HOSTILE, HOSTILE))
        .context(Map.of(HOSTILE, HOSTILE))
        .timeline(
            new Timeline(
                SomeReports.timelineOf(root).segments(),
                0,
                List.of(new Lane(HOSTILE, 1, 2, SomeReports.timelineOf(evil).segments()))))
        .report();
  }

  private static CallNode leaf(Frame frame) {
    return new CallNode(frame, 2, 4_000, 500, 500, 0, List.of());
  }

  /** So many paths, each of a method of its own, up to three callees each. */
  private static CallNode bushy(int paths) {
    List<List<CallNode>> callees = new ArrayList<>();
    for (int i = 0; i < paths; i++) {
      callees.add(new ArrayList<>());
    }
    for (int i = paths - 1; i > 0; i--) {
      callees.get((i - 1) / 3).add(node(i, callees.get(i)));
    }
    return node(0, callees.get(0));
  }

  private static CallNode node(int i, List<CallNode> callees) {
    Collections.reverse(callees);
    long total = 1_000 + i % 777 + callees.stream().mapToLong(CallNode::totalNanos).sum();
    Frame frame =
        new Frame("com.acme.p" + i % 7 + ".T" + i % 90, "m" + i % 2_000, "()", "T.java", 1);
    return new CallNode(frame, 3, total, total / 4, total / 2, 0, callees);
  }
}
