package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.Asynchrony;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * A checkout of 100 ms. Within 80 of them it waits for three look-ups of 240 ms in all; and in
 * passing it sends 10,007 notes, four of which never end and one after the report.
 */
@DisplayName("Work on other threads, on the page")
class HtmlAsyncTest {
  private static final long MS = 1_000_000;
  private static final Frame CHECKOUT = frame("Orders", "checkout");
  private static final Frame INVOKE_ALL =
      new Frame("java.util.concurrent.ExecutorService", "invokeAll", "(Collection)", "O.java", 7);
  private static final Frame EXECUTE =
      new Frame("java.util.concurrent.Executor", "execute", "(Runnable)", "Audit.java", 9);
  private static final Frame SQL = Frame.named("SQL insert");
  private static final Map<String, Long> COUNTERS = Map.of("rows", 5_000L, "batch", 3L);
  private static final String LOOK_UPS = "⇢ java.util.concurrent.ExecutorService.invokeAll";
  private static final String NOTES = "⇢ java.util.concurrent.Executor.execute";
  private static final String LOOK_UP = "com.acme.Tax.lookup";

  @TempDir static Path directory;
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.start(directory);
    page = browser.open(new ReportSet(List.of(report(), supplement())), "");
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
  @DisplayName("is no part of the call's time, and added to its busy time")
  void figures() {
    browser.open(page, "");
    assertThat(browser.text(".facts")).contains("100.0 ms", "busy", "397.0 ms");
    assertThat(browser.text(".notes"))
        .contains("10,004 tasks on other threads, 297.0 ms in all")
        .contains("4 tasks not finished", "1 supplement: tasks that ended after the report");
    assertThat(browser.texts("[role='tab']")).doesNotContain("Calls");
  }

  @Test
  @DisplayName("flame: bands in the one scale of all, or narrower, which is said")
  void flame() {
    browser.open(page, "#view=flame");
    double whole = browser.area("com.acme.Orders.checkout");

    assertThat(browser.area(NOTES) / whole).isCloseTo(0.57, within(0.001));
    assertThat(browser.area(LOOK_UPS)).isEqualTo(whole);
    assertThat(browser.area(LOOK_UP) / whole).isCloseTo(210.0 / 240, within(0.001));
    assertThat(browser.tip(LOOK_UPS))
        .contains("busy 240.0 ms (240,000,000 ns), 240.0 % on other threads, beside the caller")
        .contains(
            "3 tasks, max 90.00 ms", "queued 30.00 ms in all, max 20.00 ms", "on pool-1, pool-2")
        .contains("1 ended by a throw", "drawn 2.4 × narrower");
    assertThat(browser.tip(NOTES))
        .contains(
            "10,001 tasks, max 7.000 ms", "2 more run by the caller itself", "4 not finished");
    assertThat(browser.tip("com.acme.Orders.price"))
        .contains("total 80.00 ms", "self 80.00 ms", "busy 320.0 ms");
  }

  @Test
  @DisplayName("flame: is walked to by arrow keys and zoomed into")
  void keys() {
    browser.open(page, "#view=flame").clickBox("com.acme.Orders.price");
    browser.keys(Keys.ARROW_DOWN);
    assertThat(browser.text(".selection strong")).isEqualTo("⇢ ExecutorService.invokeAll");
    assertThat(browser.text(".selection"))
        .contains("busy 240.0 ms (240.0 %) beside the caller, 3 tasks, max 90.00 ms");
    browser.keys(Keys.ENTER);
    assertThat(browser.area(LOOK_UPS)).isEqualTo(browser.area("com.acme.Orders.checkout"));
    assertThat(browser.tip(LOOK_UPS)).doesNotContain("narrower");
    browser.keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertThat(browser.text(".selection strong")).isEqualTo("Tax.lookup");
  }

  @Test
  @DisplayName("stands beside SQL, of which rows and batches are told")
  void counters() {
    for (String view : List.of("flame", "map", "waterfall")) {
      browser.open(page, "#view=" + view);
      assertThat(browser.tip("SQL insert")).as(view).contains("\nbatch 3, rows 5,000");
    }
  }

  @Test
  @DisplayName("map: areas are busy times")
  void map() {
    browser.open(page, "#view=map").clickBox(LOOK_UPS);
    assertThat(browser.text(".selection strong")).isEqualTo("⇢ ExecutorService.invokeAll");
    browser.keys(Keys.ENTER);
    assertThat(browser.tips()).noneMatch(tip -> tip.startsWith(NOTES));
    browser.open(page, "#view=map&by=package");
    assertThat(browser.tips().get(0)).contains("self 397.0 ms  397.0 %");
  }

  @Test
  @DisplayName("table: a row for each kind, with callers, callees and all of them across threads")
  void table() {
    browser.open(page, "#view=table");
    assertThat(row("⇢ ExecutorService.invokeAll", "calls", "total", "max", "errors"))
        .containsExactly("3", "240.00", "90.00", "1");
    assertThat(row("⇢ Executor.execute", "calls", "total", "max", "errors"))
        .containsExactly("10,001", "57.00", "7.00", "0");
    browser.click(rowOf("Tax.lookup")).click("[data-relation='all-callers']");
    assertThat(related())
        .containsExactlyInAnyOrder(
            "⇢ ExecutorService.invokeAll", "Orders.price", "Orders.checkout");
    browser.click("[data-relation='callers']");
    assertThat(related()).containsExactly("⇢ ExecutorService.invokeAll");
    browser.click(rowOf("Orders.checkout")).click("[data-relation='all-callees']");
    assertThat(related())
        .containsExactly(
            "⇢ ExecutorService.invokeAll",
            "Tax.lookup",
            "Orders.price",
            "⇢ Executor.execute",
            "Audit.note",
            "SQL insert");
  }

  @Test
  @DisplayName("graph: lines to other threads are broken")
  void graph() {
    browser.open(page, "#view=graph");
    browser.script(
        "const p = CanvasRenderingContext2D.prototype, real = p.setLineDash; window.broken = 0;"
            + "p.setLineDash = function (d) { window.broken += d.length > 0; real.call(this, d); };"
            + "document.querySelector('.graph canvas').drawing.redraw();");
    browser.drawn();
    assertThat(browser.script("return broken")).isEqualTo(2L);
  }

  @Test
  @DisplayName("waterfall: a lane a thread, with what was queued, what ran, and how it ended")
  void waterfall() {
    browser.open(page, "#view=waterfall");
    assertThat(browser.tip("pool-1")).isEqualTo("pool-1\n2 tasks, busy 67.00 ms, queued 22.00 ms");
    assertThat(browser.tip("pool-2"))
        .isEqualTo("pool-2\n1 task, busy 90.00 ms, queued 20.00 ms\n1 ended by a throw");
    assertThat(browser.tips()).noneMatch(tip -> tip.startsWith(LOOK_UP));

    browser.clickBox("pool-2");
    assertThat(browser.tips()).anyMatch(tip -> tip.startsWith(LOOK_UP));
    browser.clickBox(LOOK_UPS);
    assertThat(browser.tips())
        .anySatisfy(
            tip ->
                assertThat(tip)
                    .startsWith(LOOK_UPS)
                    .contains("handed over at 1.000 ms, queued 20.00 ms (20,000,000 ns)")
                    .contains("ran 90.00 ms", "on pool-2", "ended by a throw"))
        .anySatisfy(
            tip ->
                assertThat(tip)
                    .startsWith(LOOK_UPS)
                    .contains("queued 2.000 ms", "on pool-1", "returned"));
    browser.keys(Keys.ENTER);
    assertThat(browser.hash()).contains("segment=");
    browser.keys(Keys.ESCAPE, Keys.ARROW_DOWN);
    assertThat(browser.text(".selection strong")).isEqualTo("Tax.lookup");
    long open = lookUpsSeen();
    browser.clickBox("pool-2");
    assertThat(lookUpsSeen()).isEqualTo(open - 1);
  }

  @Test
  @DisplayName("is found by the search, and in what is exported, with all its time")
  void searchedAndExported() {
    browser.open(page, "").keys("/").keys("lookup").keys(Keys.ENTER);
    assertThat(browser.text(".result")).isEqualTo("1 method, 3 calls, 210.0 %");
    assertThat(browser.text(".selection strong")).isEqualTo("Tax.lookup");
    String collapsed = new String(browser.exported("collapsed.txt"), UTF_8);
    assertThat(collapsed)
        .contains("Orders.price;java.util.concurrent.ExecutorService.invokeAll;com.acme.Tax");
    assertThat(
            collapsed.lines().mapToLong(l -> Long.parseLong(l.substring(l.lastIndexOf(' ') + 1))))
        .satisfies(all -> assertThat(all.stream().mapToLong(n -> n).sum()).isEqualTo(397_000));
  }

  private static long lookUpsSeen() {
    return browser.tips().stream().filter(tip -> tip.startsWith(LOOK_UP)).count();
  }

  private static CallReport report() {
    CallNode lookup = node(frame("Tax", "lookup"), 3, 210, 80, 1);
    CallNode lookUps = node(INVOKE_ALL, 3, 240, 90, 1, lookup);
    AsyncWork prices =
        new AsyncWork(
            3, 0, 30 * MS, 20 * MS, List.of("pool-1", "pool-2"), AsyncSample.tree(lookUps));
    CallNode notes =
        node(EXECUTE, 10_000, 50, 1, 0, node(frame("Audit", "note"), 10_000, 40, 1, 0));
    AsyncWork audit =
        new AsyncWork(10_007, 2, 9 * MS, MS, List.of("pool-3"), AsyncSample.tree(notes));
    CallNode price = AsyncSample.handing(frame("Orders", "price"), 80 * MS, prices);
    CallNode root = AsyncSample.handing(CHECKOUT, 100 * MS, audit, price, insert());
    return SampleReport.of(root)
        .timeline(
            new Timeline(
                List.of(
                    segment(CHECKOUT, 0, 0, 100),
                    segment(price.frame(), 1, 1, 80),
                    new Segment(SQL, 1, 85 * MS, 10 * MS, false, COUNTERS)),
                0,
                List.of(lane("pool-1", 1, 3, 60, false), lane("pool-2", 1, 21, 90, true))))
        .report();
  }

  private static CallNode insert() {
    return new CallNode(
        SQL, 1, 1, 10 * MS, 10 * MS, 0, 10 * MS, 10 * MS, 0, COUNTERS, List.of(), List.of());
  }

  /** One more note, which took 7 ms. */
  private static CallReport supplement() {
    AsyncWork late =
        new AsyncWork(
            0, 0, 20 * MS, 20 * MS, List.of("pool-1"), AsyncSample.tree(node(EXECUTE, 1, 7, 7, 0)));
    CallReport report =
        SampleReport.of(AsyncSample.leadingTo(CHECKOUT, late))
            .timeline(
                new Timeline(
                    List.of(),
                    0,
                    List.of(
                        new Lane("pool-1", 80 * MS, 100 * MS, List.of(segment(EXECUTE, 0, 0, 7))))))
            .report();
    return new CallReport(
        report.profile(),
        report.id(),
        report.started(),
        report.thread(),
        report.outcome(),
        report.exception(),
        report.thresholdNanos(),
        report.usage(),
        report.arguments(),
        report.context(),
        report.tree(),
        report.timeline(),
        new Asynchrony(OptionalLong.empty(), 0, 1));
  }

  private static Lane lane(String thread, long handedOver, long start, long took, boolean threw) {
    return new Lane(
        thread,
        handedOver * MS,
        start * MS,
        List.of(
            new Segment(INVOKE_ALL, 0, 0, took * MS, threw),
            new Segment(frame("Tax", "lookup"), 1, MS, (took - 10) * MS, threw)));
  }

  private static Segment segment(Frame frame, int depth, long start, long took) {
    return new Segment(frame, depth, start * MS, took * MS, false);
  }

  private static Frame frame(String owner, String method) {
    return new Frame("com.acme." + owner, method, "()", owner + ".java", 1);
  }

  private static CallNode node(
      Frame frame, long calls, long millis, long max, long errors, CallNode... callees) {
    return new CallNode(
        frame, calls, millis * MS, max * MS / 2, max * MS, errors, List.of(callees));
  }

  private static String rowOf(String label) {
    return ".view.table > .rows tr[data-key='" + browser.keyOf(label) + "']";
  }

  private static List<String> row(String label, String... columns) {
    return List.of(columns).stream()
        .map(column -> browser.text(rowOf(label) + " td[data-column='" + column + "']"))
        .toList();
  }

  private static List<String> related() {
    return browser.texts(".relations tr[data-key] td[data-column='method']");
  }
}
