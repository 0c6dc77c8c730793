package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.MethodTotals;
import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** 60 checkouts of the example shop, recorded with their order. */
@DisplayName("The page of the shop's calls")
class HtmlViewsTest {
  private static final String SHOP = "io.targetedprofiler.examples.shop.";
  private static final String TAX = SHOP + "TaxClient.lookup";
  private static final String PRICE = SHOP + "PricingService.price";

  @TempDir static Path directory;
  private static ReportSet reports;
  private static CallNode all;
  private static CallReport slowest;
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open() throws IOException {
    try (InputStream in = HtmlViewsTest.class.getResourceAsStream("shop.json.gz")) {
      reports = new JsonReader().read(in, "shop.json.gz");
    }
    all = reports.trees().get(0).tree().root();
    slowest =
        reports.reports().stream()
            .max(Comparator.comparingLong(report -> report.usage().wallNanos()))
            .orElseThrow();
    browser = Browser.start(directory);
    page = browser.open(reports, "");
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
  @DisplayName("flame: each path as wide as its time, with its exact figures")
  void flame() {
    browser.open(page, "#view=flame");

    assertThat(browser.tips()).anySatisfy(tip -> assertThat(tip).contains(figures(path(TAX))));
    assertThat(browser.area(TAX) / browser.area(PRICE))
        .isCloseTo((double) path(TAX).totalNanos() / path(PRICE).totalNanos(), within(0.001));
  }

  @Test
  @DisplayName("flame: Enter drills down, the address says so, Back and Escape lead out again")
  void drillDown() {
    browser.open(page, "#view=flame").clickBox(PRICE);
    assertThat(browser.text(".selection")).contains("PricingService.price", "PricingService.java");
    double whole = browser.area(TAX);

    browser.keys(Keys.ENTER);
    assertThat(browser.hash()).contains("zoom=");
    assertThat(browser.area(TAX)).isGreaterThan(whole);
    browser.back();
    assertThat(browser.hash()).doesNotContain("zoom=");
    assertThat(browser.area(TAX)).isEqualTo(whole);
    browser.clickBox(PRICE).keys(Keys.ENTER).keys(Keys.ESCAPE);
    assertThat(browser.area(TAX)).isEqualTo(whole);
  }

  @Test
  @DisplayName("flame: arrow keys walk through the tree")
  void arrows() {
    browser.open(page, "#view=flame").clickBox(SHOP + "OrderService.checkout");
    browser.keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertThat(browser.text(".selection strong")).isEqualTo("TaxClient.lookup");
    browser.keys(Keys.ARROW_UP, Keys.ARROW_RIGHT);
    assertThat(browser.text(".selection strong"))
        .isEqualTo(
            all.children().stream()
                .sorted(Comparator.comparingLong(CallNode::totalNanos).reversed())
                .toList()
                .get(1)
                .frame()
                .label());
  }

  @Test
  @DisplayName("a method chosen in one view is chosen in all others, and a link leads back to it")
  void sharedSelection() {
    browser.open(page, "#view=flame").clickBox(TAX);
    browser.keys("3");
    assertThat(browser.texts("tr[aria-selected='true'] td[data-column='method']"))
        .containsExactly("TaxClient.lookup");
    browser.click("tr[data-key='" + key("PricingService.price") + "']");
    for (String view : List.of("1", "2", "4", "5")) {
      browser.keys(view);
      assertThat(browser.text(".selection strong")).isEqualTo("PricingService.price");
    }
    String link = browser.hash();
    browser.open(page, link);
    assertThat(browser.text("[role='tab'][aria-selected='true']")).isEqualTo("Graph");
    assertThat(browser.text(".selection strong")).isEqualTo("PricingService.price");
  }

  @Test
  @DisplayName("map: areas follow time, levels are cut where asked, percent instead of time")
  void map() {
    browser.open(page, "#view=map");
    assertThat(browser.tips()).anySatisfy(tip -> assertThat(tip).contains(figures(path(TAX))));
    int boxes = browser.tips().size();

    browser.select("select[aria-label='Depth']", "1");
    assertThat(browser.tips()).hasSizeLessThan(boxes).hasSizeGreaterThan(1);
    assertThat(browser.tips()).noneMatch(tip -> tip.startsWith(TAX));
    browser.back();
    browser.open(page, "#view=map").clickBox(TAX).keys(Keys.ENTER);
    assertThat(browser.tips()).noneMatch(tip -> tip.startsWith(PRICE));
    browser.click(".map .tools button:nth-child(2)");
    assertThat(browser.tips()).anyMatch(tip -> tip.startsWith(PRICE));
    browser.clickBack(".map .tools button:nth-child(4)");
    assertThat(browser.tips()).noneMatch(tip -> tip.startsWith(PRICE));
    browser.click(".map .tools button:nth-child(3)");
    assertThat(browser.tips()).anyMatch(tip -> tip.startsWith(SHOP + "OrderService.checkout"));
  }

  @Test
  @DisplayName("map: packages and classes hold the self time of their methods")
  void packages() {
    browser.open(page, "#view=map&by=package");

    assertThat(browser.tips())
        .anyMatch(tip -> tip.startsWith(SHOP.substring(0, SHOP.length() - 1) + "\nself "))
        .anyMatch(tip -> tip.startsWith("TaxClient\nself "))
        .anyMatch(tip -> tip.startsWith(TAX));
    browser.clickBox(TAX);
    assertThat(browser.text(".selection strong")).isEqualTo("TaxClient.lookup");
  }

  @Test
  @DisplayName(
      "map: a package or class fills it, by double click, keys and buttons, and Back works")
  void zoomIntoPackages() {
    String pack = SHOP.substring(0, SHOP.length() - 1);
    String button = ".map .tools button:nth-child(%d)";
    browser.open(page, "#view=map&by=package");
    List<String> everything = browser.tips();
    double small = browser.area(TAX);

    browser.doubleClickBox(pack + "\nself ");
    assertThat(browser.hash()).contains("within=package+" + pack);
    assertThat(browser.tips()).hasSizeLessThan(everything.size());
    assertThat(browser.tips().get(0)).startsWith(pack);
    assertThat(browser.area(TAX)).isGreaterThan(small);

    browser.clickBox("TaxClient\nself ").click(button.formatted(1));
    assertThat(browser.hash()).contains("within=class+" + SHOP + "TaxClient");
    assertThat(browser.tips()).noneMatch(tip -> tip.startsWith(PRICE));
    String link = browser.hash();
    browser.keys(Keys.ESCAPE);
    assertThat(browser.tips().get(0)).startsWith(pack);
    browser.click(button.formatted(2));
    assertThat(browser.tips()).isEqualTo(everything);
    browser.clickBack(button.formatted(4));
    assertThat(browser.tips().get(0)).startsWith(pack);
    browser.back();
    assertThat(browser.tips().get(0)).startsWith("TaxClient\nself ");
    browser.click(button.formatted(3));
    assertThat(browser.tips()).isEqualTo(everything);

    browser.clickBox(TAX).keys(Keys.ENTER);
    assertThat(browser.tips().get(0)).startsWith("TaxClient\nself ");
    browser.open(page, link);
    assertThat(browser.tips().get(0)).startsWith("TaxClient\nself ");
    browser.keys("/").keys("PricingService.price").keys(Keys.ENTER);
    assertThat(browser.tips())
        .as("what is selected is seen")
        .anyMatch(tip -> tip.startsWith(PRICE));
  }

  @Test
  @DisplayName("table: calls, self and total of every method are those of the model")
  void table() {
    browser.open(page, "#view=table");
    String rows = ".view.table > .rows tbody tr[data-key] ";
    Map<String, String> shown = new HashMap<>();
    List<String> names = browser.texts(rows + "td[data-column='method']");
    List<String> calls = browser.texts(rows + "td[data-column='calls']");
    List<String> self = browser.attributes(rows + "td[data-column='self']", "title");
    List<String> total = browser.attributes(rows + "td[data-column='total']", "title");
    for (int i = 0; i < names.size(); i++) {
      shown.put(names.get(i), calls.get(i) + " calls, " + self.get(i) + ", " + total.get(i));
    }

    Map<String, String> expected = new HashMap<>();
    for (MethodTotals method : MethodTotals.of(all)) {
      expected.put(
          method.method(),
          grouped(method.calls())
              + " calls, "
              + grouped(method.selfNanos())
              + " ns, "
              + grouped(method.totalNanos())
              + " ns");
    }
    assertThat(shown).containsAllEntriesOf(topOf(expected, names)).hasSizeGreaterThan(15);
    assertThat(names).isSubsetOf(expected.keySet());
  }

  @Test
  @DisplayName("table: a click on a column's head sorts by it, another one the other way round")
  void sorting() {
    browser.open(page, "#view=table").click("th[data-column='calls'] button");
    assertThat(numbers("calls")).isSortedAccordingTo(Comparator.reverseOrder());
    browser.click("th[data-column='calls'] button");
    assertThat(numbers("calls")).isSorted();
    assertThat(browser.attributes(".view.table > .rows th[data-column='calls']", "ariaSort"))
        .containsExactly("ascending");
    browser.back();
    assertThat(numbers("calls")).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  @DisplayName("table: callers and callees, direct and all, each with the time of the method's own")
  void relations() {
    browser.open(page, "#view=table").click("tr[data-key='" + key("TaxClient.rateIn") + "']");
    assertThat(related()).containsExactly("TaxClient.lookup");
    browser.click("[data-relation='all-callers']");
    assertThat(related())
        .containsExactlyInAnyOrder(
            "TaxClient.lookup", "PricingService.price", "OrderService.checkout");
    browser.click("[data-relation='callees']");
    assertThat(related()).containsExactlyInAnyOrder("Json.read", "TaxRate.rate");
    browser.click(".view.table > .rows tr[data-key='" + key("PricingService.price") + "']");
    browser.click("[data-relation='all-callees']");
    assertThat(related()).contains("TaxClient.lookup", "TaxClient.rateIn", "Json.read");
  }

  @Test
  @DisplayName("waterfall: the slowest call's own calls in their order, with its arguments")
  void waterfall() {
    browser.open(page, "#view=waterfall");

    assertThat(browser.text(".waterfall .caption"))
        .contains("#" + slowest.id(), "cartId=" + slowest.arguments().get(0).value());
    List<String> shown =
        waterfallRows().stream().map(tip -> tip.lines().findFirst().orElseThrow()).toList();
    List<String> recorded =
        slowest.timeline().segments().stream()
            .map(s -> FullNames.of(s.frame()) + s.frame().signature())
            .toList();
    assertThat(recorded).startsWith(shown.toArray(String[]::new));
    assertThat(waterfallRows().get(1))
        .contains(grouped(slowest.timeline().segments().get(1).durationNanos()) + " ns");

    browser.clickBox(TAX).keys(Keys.ENTER);
    assertThat(browser.hash()).contains("segment=");
    browser.clickBox(PRICE).keys(Keys.ARROW_LEFT);
    assertThat(waterfallRows().get(2)).startsWith(PRICE);
    browser.clickBox("Unfold");
    assertThat(waterfallRows().get(2)).doesNotStartWith(PRICE);
  }

  @Test
  @DisplayName("graph: the area of a bubble is self time, and keys lead along the calls")
  void graph() {
    browser.open(page, "#view=graph").clickBox(TAX);
    assertThat(browser.text(".selection")).contains("TaxClient.lookup");
    browser.keys(Keys.ARROW_UP);
    assertThat(browser.text(".selection strong")).isEqualTo("PricingService.price");

    double squares = radius(TAX) / radius(SHOP + "PriceRepository.priceOf");
    assertThat(squares * squares)
        .isCloseTo(
            (double) total("TaxClient.lookup").selfNanos()
                / total("PriceRepository.priceOf").selfNanos(),
            within(0.01));
  }

  @Test
  @DisplayName("what is said of the keys counts the views that there are")
  void hint() {
    browser.open(page, "");
    int tabs = browser.texts("[role='tab']").size();
    assertThat(browser.text(".hint")).contains("1 to " + tabs + " choose a view");
    browser.keys(String.valueOf(tabs));
    assertThat(browser.attributes("[role='tab']", "ariaSelected").get(tabs - 1)).isEqualTo("true");
  }

  @Test
  @DisplayName("calls: slowest first, and each opens its own tree, from which Back returns")
  void calls() {
    browser.open(page, "#view=calls");
    List<String> expected =
        reports.reports().stream()
            .sorted(Comparator.comparingLong((CallReport r) -> r.usage().wallNanos()).reversed())
            .map(report -> "#" + report.id())
            .toList();
    List<String> shown = browser.texts(".view.calls tr[data-key] td[data-column='id']");
    assertThat(expected).startsWith(shown.toArray(String[]::new));
    assertThat(browser.text(".facts")).contains("60");

    assertThat(browser.tips())
        .hasSize(60)
        .anyMatch(tip -> tip.startsWith("#" + slowest.id() + "  ") && tip.contains("cartId="));
    assertThat(throughput()).isEqualTo(60);

    browser.doubleClick(".view.calls tbody tr[data-key]");
    assertThat(browser.text(".facts")).contains("#" + slowest.id(), slowest.thread());
    assertThat(browser.tips())
        .anySatisfy(tip -> assertThat(tip).contains(figures(slowest.tree().root())));
    browser.back();
    assertThat(browser.text("[role='tab'][aria-selected='true']")).isEqualTo("Calls");
    assertThat(browser.text(".facts")).contains("60");
  }

  @Test
  @DisplayName("search: / begins it; how many methods, calls and what share; Escape ends it")
  void search() {
    browser.open(page, "#view=flame").keys("/").keys("taxclient");
    long found = total("TaxClient.lookup").calls() + total("TaxClient.rateIn").calls();
    assertThat(browser.text(".result"))
        .isEqualTo(
            "2 methods, %s calls, %.1f %%"
                .formatted(
                    grouped(found),
                    100.0 * total("TaxClient.lookup").totalNanos() / all.totalNanos()));
    browser.keys(Keys.ENTER);
    assertThat(browser.text(".selection strong")).isEqualTo("TaxClient.lookup");
    browser.keys(Keys.ESCAPE);
    assertThat(browser.text(".result")).isEmpty();
    assertThat(browser.hash()).doesNotContain("q=");
  }

  @Test
  @DisplayName("what the profiler itself cost is said")
  void notes() {
    browser.open(page, "");
    assertThat(browser.text(".notes")).contains("profiler's own cost", "deducted");
  }

  @Test
  @DisplayName("the list of exports closes by Escape and by a click beside it")
  void exportMenu() {
    browser.open(page, "").clickBox(TAX).click(".export summary");
    assertThat(browser.attributes(".export", "open")).containsExactly("true");
    browser.keys(Keys.ESCAPE);
    assertThat(browser.attributes(".export", "open")).containsExactly("false");
    assertThat(browser.text(".selection strong")).as("still").isEqualTo("TaxClient.lookup");
    browser.click(".export summary").clickBox(PRICE);
    assertThat(browser.attributes(".export", "open")).containsExactly("false");
  }

  @Test
  @DisplayName("exports are made that other programs read")
  void exports() throws IOException {
    browser.open(page, "");
    byte[] json = browser.exported("as json");
    assertThat(new JsonReader().read(new ByteArrayInputStream(json), "json")).isEqualTo(reports);

    String collapsed = new String(browser.exported("collapsed.txt"), UTF_8);
    long micros =
        collapsed.lines().mapToLong(l -> Long.parseLong(l.substring(l.lastIndexOf(' ') + 1))).sum();
    assertThat(micros).isEqualTo((all.totalNanos() + 500) / 1_000);

    Path pprof = directory.resolve("shop.pb.gz");
    Files.write(pprof, browser.exported("pprof.pb.gz"));
    String top = GoPprofTest.pprof(directory, "-top", "-unit=us", pprof.toString());
    assertThat(top)
        .contains("Type: wall", TAX)
        .containsPattern("Total samples = " + all.totalNanos() / 1_000_000 + "\\d*\\.?\\d*us");
    assertThat(GoPprofTest.pprof(directory, "-top", "-sample_index=calls", pprof.toString()))
        .containsPattern(total("TaxClient.lookup").calls() + " .*" + TAX.replace(".", "\\."));
  }

  @Test
  @DisplayName("the export for speedscope keeps to its rules, in order and merged")
  void speedscope() throws IOException {
    browser.open(page, "");
    JsonNode file = new ObjectMapper().readTree(browser.exported("speedscope.json"));
    assertThat(file.get("profiles")).hasSize(60);
    int frames = file.get("shared").get("frames").size();
    file.get("profiles").forEach(profile -> SpeedscopeRules.check(profile, frames));
    SpeedscopeRules.checkSchema(directory, file);
  }

  private static String[] figures(CallNode node) {
    return new String[] {
      "(" + grouped(node.totalNanos()) + " ns)",
      "(" + grouped(node.selfNanos()) + " ns)",
      grouped(node.calls()) + " call"
    };
  }

  private static CallNode path(String name) {
    Deque<CallNode> rest = new ArrayDeque<>(List.of(all));
    while (!rest.isEmpty()) {
      CallNode node = rest.pop();
      if (FullNames.of(node.frame()).equals(name)) {
        return node;
      }
      node.children().forEach(rest::push);
    }
    throw new AssertionError(name);
  }

  private static MethodTotals total(String label) {
    return MethodTotals.of(all).stream()
        .filter(m -> m.method().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static Map<String, String> topOf(Map<String, String> expected, List<String> names) {
    Map<String, String> top = new HashMap<>(expected);
    top.keySet().retainAll(names);
    return top;
  }

  /** The number of a method's frame in this page. */
  private static String key(String label) {
    return (String)
        browser.script(
            "const data = JSON.parse(document.getElementById('data').textContent);"
                + "return String(data.frames.findIndex(f => (f.class + '.' + f.method).endsWith('.' + arguments[0])))",
            label);
  }

  private static List<Long> numbers(String column) {
    List<Long> numbers = new ArrayList<>();
    for (String text :
        browser.texts(".view.table > .rows tr[data-key] td[data-column='" + column + "']")) {
      numbers.add(Long.parseLong(text.replace(",", "")));
    }
    assertThat(numbers).hasSizeGreaterThan(10);
    return numbers;
  }

  /** The calls of all steps of time together. */
  private static long throughput() {
    return (Long)
        browser.script(
            "const d = document.querySelectorAll('.calls canvas')[1].drawing;"
                + "return d.boxes.reduce((sum, b) => sum + parseInt(d.handlers.tip(b.item)[0]), 0)");
  }

  /** Without the handles that fold a row. */
  private static List<String> waterfallRows() {
    return browser.tips().stream().filter(tip -> !tip.matches("(Unf|F)old .*")).toList();
  }

  private static List<String> related() {
    return browser.texts(".relations tr[data-key] td[data-column='method']");
  }

  private static double radius(String name) {
    return ((Number)
            browser.script(
                "const d = [...document.querySelectorAll('canvas')].find(c => c.offsetParent).drawing;"
                    + "return d.boxes.find(b => d.handlers.tip(b.item)[0].startsWith(arguments[0])).item.radius",
                name))
        .doubleValue();
  }
}
