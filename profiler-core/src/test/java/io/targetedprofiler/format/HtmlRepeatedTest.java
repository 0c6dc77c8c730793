package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One path executes a statement six times, another one the same statement once. */
@DisplayName("A statement that is executed again and again, on the page")
class HtmlRepeatedTest {
  private static final long MS = 1_000_000;
  private static final Frame PRICE = Frame.statement("select price from product where sku = ?");

  @TempDir Path directory;

  @Test
  @DisplayName("is marked N+1 on the path that does so, in the table and in the notes")
  void marked() throws IOException {
    CallNode again = node("Prices.of", 6, node(PRICE, 6));
    CallNode once = node("Prices.first", 1, node(PRICE, 1));
    CallNode root = node("Orders.checkout", 1, again, once);
    try (Browser browser = Browser.start(directory)) {
      Path page = browser.open(ReportSet.of(SampleReport.of(root).report()), "");

      assertThat(browser.text(".notes"))
          .contains("N+1: 1 statement executed 5 times or more on one path");
      for (String view : List.of("flame", "map")) {
        browser.open(page, "#view=" + view);
        assertThat(browser.tips()).as(view).filteredOn(tip -> tip.startsWith("SQL")).hasSize(2);
        assertThat(browser.tips())
            .filteredOn(tip -> tip.contains("N+1"))
            .singleElement()
            .asString()
            .contains("6 calls", "\nN+1: executed again and again on this path");
      }
      browser.open(page, "#view=table");
      assertThat(browser.texts(".view.table > .rows td[data-column='method']"))
          .contains(PRICE.label() + "  N+1", "Prices.of", "Prices.first");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static CallNode node(String name, long calls, CallNode... callees) {
    return node(
        new Frame("com.acme." + name.split("\\.", -1)[0], name.split("\\.", -1)[1], "", "", 0),
        calls,
        callees);
  }

  private static CallNode node(Frame frame, long calls, CallNode... callees) {
    long below = List.of(callees).stream().mapToLong(CallNode::totalNanos).sum();
    return new CallNode(frame, calls, below + calls * MS, MS, below + MS, 0, List.of(callees));
  }
}
