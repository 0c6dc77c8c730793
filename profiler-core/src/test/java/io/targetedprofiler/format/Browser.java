package io.targetedprofiler.format;

import io.targetedprofiler.model.ReportSet;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium with our page in it, used as a person would: by clicks and keys. */
final class Browser implements AutoCloseable {
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final File CHROMIUM = new File("/usr/bin/chromium");

  /** The canvas that is seen; the calls have two, of which the first is meant. */
  private static final String CANVAS =
      "const canvas = [...document.querySelectorAll('canvas')].find(c => c.offsetParent !== null);"
          + "const drawing = canvas.drawing;";

  private final ChromeDriver driver;
  private final Path directory;

  private Browser(ChromeDriver driver, Path directory) {
    this.driver = driver;
    this.directory = directory;
  }

  /** Starts one that asks nothing of the network; skips the test where there is none. */
  static Browser start(Path directory, String... moreOptions) {
    if (!DRIVER.canExecute() || !CHROMIUM.canExecute()) {
      Tool.missing("chromium or chromedriver is not installed", new IOException("no " + DRIVER));
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,1100",
        "--user-data-dir=" + directory.resolve("chromium"));
    options.addArguments(moreOptions);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).usingAnyFreePort().build();
    Browser browser = new Browser(new ChromeDriver(service, options), directory);
    browser.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
    return browser;
  }

  /** Writes the page and opens it. */
  Path open(ReportSet reports, String hash) throws IOException {
    Path page = directory.resolve("page.html");
    try (OutputStream out = Files.newOutputStream(page)) {
      new HtmlWriter().write(reports, out);
    }
    open(page, hash);
    return page;
  }

  Browser open(Path page, String hash) {
    driver.get("about:blank"); // else only the hash would change
    driver.get(page.toUri() + hash);
    return drawn();
  }

  /** What a foreign page holds once it has such an element; it loads in its own time. */
  String source(String address, String css) {
    driver.get(address);
    driver.executeAsyncScript(
        "const [css, done] = arguments;"
            + "const look = () => document.querySelector(css) ? done() : requestAnimationFrame(look);"
            + "look();",
        css);
    return drawn().driver.getPageSource();
  }

  /** Waits until what is due has been drawn. */
  Browser drawn() {
    driver.executeAsyncScript(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    return this;
  }

  Browser click(String css) {
    driver.findElement(By.cssSelector(css)).click();
    return drawn();
  }

  Browser doubleClick(String css) {
    new Actions(driver).doubleClick(driver.findElement(By.cssSelector(css))).perform();
    return drawn();
  }

  /** Keys for whatever has the focus. */
  Browser keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    return drawn();
  }

  /** The browser's own Back. */
  Browser back() {
    return goingBack(() -> driver.navigate().back());
  }

  /** A button of the page that goes back. */
  Browser clickBack(String css) {
    return goingBack(() -> driver.findElement(By.cssSelector(css)).click());
  }

  /** Going back happens after it was asked for: what is waited for is the change of the address. */
  private Browser goingBack(Runnable back) {
    script(
        "window.gone = new Promise(done => addEventListener('hashchange', done, { once: true }))");
    back.run();
    driver.executeAsyncScript("const done = arguments[0]; window.gone.then(() => done())");
    return drawn();
  }

  /** Clicks at a box of the canvas, where no other box lies upon it. */
  Browser clickBox(String name) {
    pointAt(name).click().perform();
    return drawn();
  }

  Browser doubleClickBox(String name) {
    pointAt(name).doubleClick().perform();
    return drawn();
  }

  private Actions pointAt(String name) {
    List<?> point = point(name);
    WebElement canvas = (WebElement) script(CANVAS + "return canvas");
    Dimension size = canvas.getSize();
    return new Actions(driver)
        .moveToElement(
            canvas,
            ((Number) point.get(0)).intValue() - size.width / 2,
            ((Number) point.get(1)).intValue() - size.height / 2);
  }

  private List<?> point(String name) {
    Object point =
        script(
            CANVAS
                + "for (const box of drawing.boxes) {"
                + "  if (!drawing.handlers.tip(box.item).join('\\n').startsWith(arguments[0])) continue;"
                + "  for (const [x, y] of [[.5, .5], [.2, .5], [6 / box.width, 8 / box.height]].map(([h, v]) => [box.x + h * box.width, box.y + v * box.height]))"
                + "    if (drawing.at(x, y) === box.item) return [Math.round(x), Math.round(y)];"
                + "}"
                + "return null",
            name);
    if (point == null) {
      throw new AssertionError("no box " + name + " is drawn");
    }
    return (List<?>) point;
  }

  /** The tooltips of all that is drawn, each as one text. */
  @SuppressWarnings("unchecked")
  List<String> tips() {
    return (List<String>)
        script(CANVAS + "return drawing.boxes.map(b => drawing.handlers.tip(b.item).join('\\n'))");
  }

  /** The tooltip of the first box whose tooltip begins so. */
  String tip(String name) {
    return tips().stream().filter(tip -> tip.startsWith(name)).findFirst().orElseThrow();
  }

  /** The key of the table's row whose method is shown so. */
  String keyOf(String label) {
    return (String)
        script(
            "return [...document.querySelectorAll('.view.table > .rows tr[data-key]')]"
                + ".find(r => r.querySelector('td').textContent === arguments[0]).dataset.key",
            label);
  }

  /** Width and height of each box whose tooltip begins so. */
  double area(String name) {
    Object area =
        script(
            CANVAS
                + "const box = drawing.boxes.find(b => drawing.handlers.tip(b.item)[0].startsWith(arguments[0]));"
                + "return box.width * box.height",
            name);
    return ((Number) area).doubleValue();
  }

  String text(String css) {
    return driver.findElement(By.cssSelector(css)).getText();
  }

  /** The texts of all that match. */
  List<String> texts(String css) {
    return attributes(css, "textContent");
  }

  @SuppressWarnings("unchecked")
  List<String> attributes(String css, String property) {
    return (List<String>)
        script(
            "return [...document.querySelectorAll(arguments[0])].map(e => String(e[arguments[1]]))",
            css,
            property);
  }

  void select(String css, String value) {
    script(
        "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
            + "e.dispatchEvent(new Event('change'))",
        css,
        value);
    drawn();
  }

  String hash() {
    return (String) script("return location.hash");
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Clicks an export button and returns the file that it makes. */
  byte[] exported(String name) {
    script(
        "window.saved = null; window.realUrl ??= URL.createObjectURL;"
            + "URL.createObjectURL = blob => { window.saved = blob; return window.realUrl(blob); };");
    click(".export summary");
    click(".export button[title$='" + name + "']");
    String base64 =
        (String)
            driver.executeAsyncScript(
                "const done = arguments[0];"
                    + "const look = () => { if (!window.saved) { setTimeout(look, 5); return; }"
                    + "const reader = new FileReader();"
                    + "reader.onload = () => done(reader.result.split(',')[1]);"
                    + "reader.readAsDataURL(window.saved); }; look()");
    return Base64.getDecoder().decode(base64);
  }

  /** What the browser complained of since this was last asked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .toList();
  }

  /** Requests since this was last asked, but those for pages themselves. */
  List<String> requests(Path page) {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(Object::toString)
        .filter(entry -> entry.contains("\"Network.requestWillBeSent\""))
        .filter(entry -> !entry.contains("\"documentURL\":\"about:blank\""))
        .filter(entry -> !entry.contains("\"url\":\"" + page.toUri() + "\""))
        .filter(entry -> !entry.contains("\"url\":\"data:,\""))
        .toList();
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } catch (WebDriverException gone) {
      // Then it has ended already.
    }
  }
}
