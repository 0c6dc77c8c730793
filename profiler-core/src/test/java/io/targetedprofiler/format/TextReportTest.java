package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.model.Timeline;
import io.targetedprofiler.model.TreeDrawing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The text report")
class TextReportTest {
  private static final TextReport STANDARD = TextReport.standard();
  private static final TextReport EVERYTHING = new TextReport(1_000, 0, true);

  /** The tree that the contract draws. */
  private static final String CHECKOUT =
      """
      OrderService.checkout 1 412.3ms at=OrderService.java:41
        StockService.reserve 3 96.8ms max=35ms at=StockService.java:29
          SQL update stock set qty = ? where sku = ? 3 94.7ms max=34.2ms
        Mailer.queue 1 0.4ms at=Mailer.java:12
        PricingService.price 3 221ms max=193.1ms at=PricingService.java:88
          TaxClient.lookup 3 209ms max=190.2ms at=TaxClient.java:17
      """;

  private static SampleReport checkout() {
    return SampleReport.of(CHECKOUT)
        .arguments(new Argument("cartId", "42"), new Argument("items", "3"));
  }

  private static String header(SampleReport report) {
    return STANDARD.render(report.report()).lines().findFirst().orElseThrow();
  }

  private static String footer(SampleReport report) {
    return lastLine(STANDARD.render(report.report()));
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  /** The table alone, heading and rows, with a line end. */
  private static String table(TextReport format, String drawing) {
    String text = format.render(SampleReport.of(drawing).report());
    return text.substring(text.indexOf('\n') + 1, text.lastIndexOf('\n') + 1);
  }

  /**
   * The contract's own drawing states 75.7 for the root's self time, with which its accounts do not
   * close: 412.3 less 221.0, 96.8 and 0.4 is 94.1.
   */
  @Test
  @DisplayName("is drawn as the contract draws it")
  void contract() {
    assertThat(STANDARD.render(checkout().report()))
        .isEqualTo(
            """
            @Profile checkout  412.3 ms  cpu 61.2 ms  alloc 3.1 MB  returned  thread=http-7  #128
            args cartId=42, items=3
             total ms      %   self ms   calls   max ms  call
                412.3  100.0      94.1       1    412.3  OrderService.checkout (OrderService.java:41)
                221.0   53.6      12.0       3    193.1  ├ PricingService.price (PricingService.java:88)
                209.0   50.7     209.0       3    190.2  │ └ TaxClient.lookup (TaxClient.java:17)
                 96.8   23.5       2.1       3     35.0  ├ StockService.reserve (StockService.java:29)
                 94.7   23.0      94.7       3     34.2  │ └ SQL update stock set qty = ? where sku = ?
             1 call path under 1 % hidden (0.4 ms); profiler's own cost 0.8 µs""");
  }

  @Test
  @DisplayName("does without any other than ASCII characters where the console has no others")
  void ascii() {
    assertThat(new TextReport(40, 1, false).render(checkout().report()))
        .isEqualTo(
            """
            @Profile checkout  412.3 ms  cpu 61.2 ms  alloc 3.1 MB  returned  thread=http-7  #128
            args cartId=42, items=3
             total ms      %   self ms   calls   max ms  call
                412.3  100.0      94.1       1    412.3  OrderService.checkout (OrderService.java:41)
                221.0   53.6      12.0       3    193.1  |- PricingService.price (PricingService.java:88)
                209.0   50.7     209.0       3    190.2  |  `- TaxClient.lookup (TaxClient.java:17)
                 96.8   23.5       2.1       3     35.0  |- StockService.reserve (StockService.java:29)
                 94.7   23.0      94.7       3     34.2  |  `- SQL update stock set qty = ? where sku = ?
             1 call path under 1 % hidden (0.4 ms); profiler's own cost 0.8 us""");
  }

  @Test
  @DisplayName(
      "marks a statement that one path executes again and again, and says so if it is hidden")
  void repeated() {
    String text =
        STANDARD.render(
            SampleReport.of(
                    """
                    Shop.checkout 1 100ms
                      Prices.priceOf 5 50ms
                        SQL select net from price where sku = ? 5 50ms
                      SQL select 1 4 1ms
                      SQL select 2 5 10us
                    """)
                .report());

    assertThat(text)
        .contains("└ SQL select net from price where sku = ?  N+1\n")
        .contains("├ SQL select 1\n")
        .contains("; N+1: 2 statements executed 5 times or more on one path; ");
  }

  @Test
  @DisplayName("says of what coroutines do that its calls count resumes")
  void resumes() {
    String continuation = "(String, kotlin.coroutines.Continuation)";
    assertThat(line(new Frame("a.Prices", "price", continuation, "Prices.kt", 7)))
        .endsWith("  Prices.price (Prices.kt:7)  calls count resumes");
    assertThat(line(new Frame("a.Prices$price$1", "invokeSuspend", "(Object)", "Prices.kt", 0)))
        .endsWith("  Prices.price.1.invokeSuspend (Prices.kt)  calls count resumes");
    assertThat(line(new Frame("a.Prices", "price", "(Continuation)", "Prices.java", 7)))
        .endsWith("  Prices.price (Prices.java:7)");
  }

  private static String line(Frame frame) {
    CallNode call = new CallNode(frame, 2, 2, 5, 5, 0, 1, 4, 0, Map.of(), List.of(), List.of());
    return STANDARD.render(SampleReport.of(call).report()).lines().skip(2).findFirst().get();
  }

  @Test
  @DisplayName("shows what else was counted behind the name")
  void counters() {
    CallNode statement =
        new CallNode(
            Frame.statement("update t set a = ?"),
            2,
            2,
            5,
            5,
            0,
            1,
            4,
            1,
            Map.of("rows", 7L),
            List.of());
    CallNode root = new CallNode(Frame.named("checkout"), 1, 9, 9, 9, 0, List.of(statement));

    assertThat(STANDARD.render(SampleReport.of(root).report()))
        .contains("SQL update t set a = ?  rows=7  threw 1×\n");
  }

  @Test
  @DisplayName("is the same in every locale")
  void locale() {
    Locale before = Locale.getDefault();
    String expected = STANDARD.render(checkout().report());
    try {
      for (String tag : new String[] {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(STANDARD.render(checkout().report())).as(tag).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("knows which charsets it can be written in")
  void charsets() {
    assertThat(TextReport.canDraw(StandardCharsets.UTF_8)).isTrue();
    assertThat(TextReport.canDraw(StandardCharsets.US_ASCII)).isFalse();
    assertThat(TextReport.canDraw(StandardCharsets.ISO_8859_1)).isFalse();
  }

  @Test
  @DisplayName("refuses options that mean nothing")
  void options() {
    assertThatThrownBy(() -> new TextReport(0, 1, true)).hasMessageContaining("maxLines");
    assertThatThrownBy(() -> new TextReport(40, -1, true)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new TextReport(40, 101, true)).hasMessageContaining("101");
    assertThatThrownBy(() -> new TextReport(40, Double.NaN, true)).hasMessageContaining("NaN");
  }

  @Nested
  @DisplayName("begins with a line that")
  class HeaderLine {

    @Test
    @DisplayName("names what the call threw")
    void threw() {
      assertThat(header(checkout().threw("IllegalStateException")))
          .isEqualTo(
              "@Profile checkout  412.3 ms  cpu 61.2 ms  alloc 3.1 MB"
                  + "  threw IllegalStateException  thread=http-7  #128");
    }

    @Test
    @DisplayName("says only that it threw if the exception's class has no name")
    void threwAnonymous() {
      assertThat(header(checkout().threw(""))).contains("  threw  thread=");
    }

    @Test
    @DisplayName("says n/a for what the JVM cannot give")
    void notAvailable() {
      assertThat(header(checkout().usage(usage(412_300_000, 0, 0))))
          .isEqualTo(
              "@Profile checkout  412.3 ms  cpu n/a  alloc n/a  returned  thread=http-7  #128");
    }

    @Test
    @DisplayName("names garbage collection only if some fell into the call")
    void garbageCollection() {
      assertThat(header(checkout().usage(usage(412_300_000, 1, 12))))
          .isEqualTo(
              "@Profile checkout  412.3 ms  cpu n/a  alloc n/a  gc 12 ms (1)"
                  + "  returned  thread=http-7  #128");
    }

    @Test
    @DisplayName("of a supplement has figures in a unit that fits its tasks")
    void supplement() {
      AsyncWork late = AsyncSample.of(TreeDrawing.parse("late 1 600385898"), "pool-1");
      String text =
          new TextReport(40, 0, true)
              .render(
                  SampleReport.of(AsyncSample.leadingTo(Frame.named("checkout"), late))
                      .supplement(1)
                      .report());
      assertThat(text).contains("busy 600.4 ms", "total ms", "600.4");
    }

    @Test
    @DisplayName("says which threshold was passed, as it was configured")
    void threshold() {
      assertThat(header(checkout().thresholdNanos(50_000_000)))
          .endsWith("  returned  over threshold 50 ms  thread=http-7  #128");
      assertThat(header(checkout().threw("Boom").thresholdNanos(250_000)))
          .endsWith("  threw Boom  over threshold 250 µs  thread=http-7  #128");
      assertThat(header(checkout().thresholdNanos(2_000_000_000))).doesNotContain("threshold");
      assertThat(header(checkout().thresholdNanos(2_231_950)))
          .as("one that follows recent calls, and so was measured")
          .endsWith("  returned  over threshold 2.2 ms  thread=http-7  #128");
    }

    @Test
    @DisplayName("states a CPU time that is small beside the wall time in a unit that shows it")
    void smallCpuTime() {
      ResourceUsage idle =
          new ResourceUsage(412_300_000, OptionalLong.of(31_000), OptionalLong.of(512), 0, 0);
      assertThat(header(checkout().usage(idle))).contains("  412.3 ms  cpu 31.0 µs  alloc 512 B  ");
    }

    private ResourceUsage usage(long wallNanos, long collections, long collectionMillis) {
      return new ResourceUsage(
          wallNanos, OptionalLong.empty(), OptionalLong.empty(), collections, collectionMillis);
    }
  }

  @Nested
  @DisplayName("draws a table in which")
  class CallsTable {

    @Test
    @DisplayName("the heaviest call stands first, and calls of equal weight by name")
    void order() {
      assertThat(
              table(
                  EVERYTHING,
                  """
                  Root.run 1 10ms
                    Z.light 1 1ms
                    B.same 1 2ms
                    A.same 1 2ms
                    M.heavy 1 5ms
                  """))
          .isEqualTo(
              """
               total ms      %   self ms   calls   max ms  call
                  10.00  100.0      0.00       1    10.00  Root.run
                   5.00   50.0      5.00       1     5.00  ├ M.heavy
                   2.00   20.0      2.00       1     2.00  ├ A.same
                   2.00   20.0      2.00       1     2.00  ├ B.same
                   1.00   10.0      1.00       1     1.00  └ Z.light
              """);
    }

    @Test
    @DisplayName("branches pass by what stands between a call and the next of the same caller")
    void branches() {
      assertThat(
              table(
                  EVERYTHING,
                  """
                  A.a 1 900ms
                    B.b 1 500ms
                      C.c 1 400ms
                        D.d 1 300ms
                      E.e 1 100ms
                    F.f 1 200ms
                      G.g 1 100ms
                        H.h 1 50ms
                  """))
          .isEqualTo(
              """
               total ms      %   self ms   calls   max ms  call
                  900.0  100.0     200.0       1    900.0  A.a
                  500.0   55.6       0.0       1    500.0  ├ B.b
                  400.0   44.4     100.0       1    400.0  │ ├ C.c
                  300.0   33.3     300.0       1    300.0  │ │ └ D.d
                  100.0   11.1     100.0       1    100.0  │ └ E.e
                  200.0   22.2     100.0       1    200.0  └ F.f
                  100.0   11.1      50.0       1    100.0    └ G.g
                   50.0    5.6      50.0       1     50.0      └ H.h
              """);
    }

    @Test
    @DisplayName("a call that threw says how often, behind its name")
    void errors() {
      String drawing =
          """
          A.a 1 200ms errors=1 at=A.java:3
            B.b 3 100ms errors=2
          """;
      assertThat(table(EVERYTHING, drawing))
          .isEqualTo(
              """
               total ms      %   self ms   calls   max ms  call
                  200.0  100.0     100.0       1    200.0  A.a (A.java:3)  threw 1×
                  100.0   50.0     100.0       3     33.3  └ B.b  threw 2×
              """);
      assertThat(table(new TextReport(40, 1, false), drawing)).contains("`- B.b  threw 2x\n");
    }

    @Test
    @DisplayName("a call of nanoseconds is told in nanoseconds")
    void nanoseconds() {
      assertThat(table(EVERYTHING, "A.a 1 812\n  B.b 3 90\n"))
          .isEqualTo(
              """
               total ns      %   self ns   calls   max ns  call
                    812  100.0       722       1      812  A.a
                     90   11.1        90       3       30  └ B.b
              """);
    }

    @Test
    @DisplayName("a call of microseconds is told in microseconds")
    void microseconds() {
      String drawing = "A.a 1 41us\n  B.b 3 90\n";
      assertThat(table(EVERYTHING, drawing))
          .isEqualTo(
              """
               total µs      %   self µs   calls   max µs  call
                  41.00  100.0     40.91       1    41.00  A.a
                   0.09    0.2      0.09       3     0.03  └ B.b
              """);
      assertThat(table(new TextReport(40, 0, false), drawing))
          .startsWith(" total us      %   self us   calls   max us  call\n");
    }

    @Test
    @DisplayName("a call of many seconds is told in milliseconds")
    void manySeconds() {
      assertThat(table(EVERYTHING, "A.a 1 99.5s\n  B.b 3 750ms\n"))
          .isEqualTo(
              """
               total ms      %   self ms   calls    max ms  call
                99500.0  100.0   98750.0       1   99500.0  A.a
                  750.0    0.8     750.0       3     250.0  └ B.b
              """);
    }

    @Test
    @DisplayName("a call of hours is told in seconds")
    void hours() {
      assertThat(table(EVERYTHING, "A.a 1 7200s\n  B.b 3 750ms\n"))
          .isEqualTo(
              """
                total s      %    self s   calls    max s  call
                 7200.0  100.0    7199.3       1   7200.0  A.a
                    0.8    0.0       0.8       3      0.3  └ B.b
              """);
    }

    @Test
    @DisplayName("columns widen for figures that do not fit, and stay aligned")
    void wide() {
      assertThat(
              table(EVERYTHING, "A.a 9223372036854775807 9223372036s max=9223372036s\n  B.b 1 1s"))
          .isEqualTo(
              """
                    total s      %         self s                 calls          max s  call
               9223372036.0  100.0   9223372035.0   9223372036854775807   9223372036.0  A.a
                        1.0    0.0            1.0                     1            1.0  └ B.b
              """);
    }

    @Test
    @DisplayName("a call that took no time at all has no share, and neither has what it called")
    void noTime() {
      assertThat(table(STANDARD, "A.a 1 0\n  B.b 3 0\n"))
          .isEqualTo(
              """
               total ns      %   self ns   calls   max ns  call
                      0    0.0         0       1        0  A.a
                      0    0.0         0       3        0  └ B.b
              """);
    }

    @Test
    @DisplayName("a recursion that is deeper than a line is wide names its level instead")
    void veryDeep() {
      StringBuilder drawing = new StringBuilder();
      for (int i = 0; i <= 70; i++) {
        drawing.append("  ".repeat(i)).append("A.a").append(i).append(" 1 1ms\n");
      }
      assertThat(table(EVERYTHING, drawing.toString()).lines().skip(65))
          .startsWith(
              "    1.000  100.0     0.000       1    1.000  " + "  ".repeat(63) + "└ A.a64",
              "    1.000  100.0     0.000       1    1.000  … 65 └ A.a65",
              "    1.000  100.0     0.000       1    1.000  … 66 └ A.a66");
    }
  }

  @Nested
  @DisplayName("marks")
  class Estimates {

    @Test
    @DisplayName("times of which not every call was timed, and says that the maximum is of those")
    void estimated() {
      assertThat(
              STANDARD
                  .render(
                      SampleReport.of(
                              """
                              A.a 1 100ms
                                B.b 5000 60ms timed=700 max=2ms
                                C.c 1 10ms
                              """)
                          .report())
                  .lines()
                  .skip(1))
          .containsExactly(
              " total ms      %   self ms   calls   max ms  call",
              "    100.0  100.0     ≈30.0       1    100.0  A.a",
              "    ≈60.0   60.0     ≈60.0    5000     ≈2.0  ├ B.b",
              "     10.0   10.0      10.0       1     10.0  └ C.c",
              " ≈ estimated, max of the timed calls only; profiler's own cost 0.8 µs");
    }

    @Test
    @DisplayName("methods that were switched off by name, up to five of them")
    void demoted() {
      assertThat(footer(SampleReport.of("A.a 1 1ms").demoted(new Frame("p.T", "a", "", "", 0))))
          .isEqualTo(
              " not recorded, to keep to the overhead budget: T.a; profiler's own cost 0.8 µs");
      Frame[] seven =
          "abcdefg".chars().mapToObj(c -> Frame.named("" + (char) c)).toArray(Frame[]::new);
      assertThat(footer(SampleReport.of("A.a 1 1ms").demoted(seven)))
          .startsWith(" not recorded, to keep to the overhead budget: a, b, c, d, e and 2 more; ");
    }
  }

  @Nested
  @DisplayName("hides")
  class Hiding {

    @Test
    @DisplayName("nothing that it does not have to, and then speaks of its own cost only")
    void nothing() {
      assertThat(footer(SampleReport.of("A.a 1 100ms\n  B.b 1 1ms")))
          .isEqualTo(" profiler's own cost 0.8 µs");
    }

    @Test
    @DisplayName("small paths with all that is beneath them, and says how many and how much")
    void smallPaths() {
      String text =
          STANDARD.render(
              SampleReport.of(
                      """
                      A.a 1 100ms
                        B.b 1 0.9ms
                          C.c 1 0.8ms
                        D.d 1 90ms
                          E.e 1 0.2ms
                      """)
                  .report());

      assertThat(text)
          .isEqualTo(
              """
              @Profile checkout  100.0 ms  cpu 61.2 ms  alloc 3.1 MB  returned  thread=http-7  #128
               total ms      %   self ms   calls   max ms  call
                  100.0  100.0       9.1       1    100.0  A.a
                   90.0   90.0      89.8       1     90.0  ├ D.d
               3 call paths under 1 % hidden (1.1 ms); profiler's own cost 0.8 µs""");
    }

    @Test
    @DisplayName("a share as the user wrote it")
    void share() {
      SampleReport report = SampleReport.of("A.a 1 100ms\n  B.b 1 0.1ms");

      assertThat(lastLine(new TextReport(40, 0.5, true).render(report.report())))
          .startsWith(" 1 call path under 0.5 % hidden (0.1 ms);");
      assertThat(lastLine(new TextReport(40, 20, true).render(report.report())))
          .startsWith(" 1 call path under 20 % hidden (0.1 ms);");
    }

    @Test
    @DisplayName("the lightest paths if there are more than lines, wherever they stand")
    void tooManyLines() {
      String text =
          new TextReport(4, 1, true)
              .render(
                  SampleReport.of(
                          """
                          A.a 1 100ms
                            B.b 1 50ms
                              C.c 1 40ms
                              D.d 1 5ms
                                E.e 1 5ms
                            F.f 1 30ms
                              G.g 1 2ms
                            H.h 1 0.5ms
                          """)
                      .report());

      assertThat(text)
          .isEqualTo(
              """
              @Profile checkout  100.0 ms  cpu 61.2 ms  alloc 3.1 MB  returned  thread=http-7  #128
               total ms      %   self ms   calls   max ms  call
                  100.0  100.0      19.5       1    100.0  A.a
                   50.0   50.0       5.0       1     50.0  ├ B.b
                   40.0   40.0      40.0       1     40.0  │ ├ C.c
                   30.0   30.0      28.0       1     30.0  ├ F.f
               1 call path under 1 % hidden (0.5 ms); 3 call paths beyond 4 lines hidden (7.0 ms); \
              profiler's own cost 0.8 µs""");
    }

    @Test
    @DisplayName("all but the root if there is one line")
    void oneLine() {
      assertThat(
              new TextReport(1, 1, true)
                  .render(SampleReport.of("A.a 1 100ms\n  B.b 1 50ms\n").report()))
          .isEqualTo(
              """
              @Profile checkout  100.0 ms  cpu 61.2 ms  alloc 3.1 MB  returned  thread=http-7  #128
               total ms      %   self ms   calls   max ms  call
                  100.0  100.0      50.0       1    100.0  A.a
               1 call path beyond 1 line hidden (50.0 ms); profiler's own cost 0.8 µs""");
    }

    @Test
    @DisplayName("no time behind a zero: what is too small for the columns gets a finer unit")
    void finerUnit() {
      assertThat(footer(SampleReport.of("A.a 1 100ms\n  B.b 1 7us")))
          .startsWith(" 1 call path under 1 % hidden (7.0 µs);");
    }

    @Test
    @DisplayName("nothing that the recorder lost: each loss is said in words")
    void losses() {
      Timeline cut = new Timeline(List.of(new Segment(Frame.named("a"), 0, 0, 1, false)), 12_345);
      assertThat(footer(checkout().timeline(cut)))
          .contains(
              "timeline of 1 call, 12345 left out, untimed or beyond profiler.limits.segments");
      assertThat(footer(checkout().losses(new Losses(1, 2, 3, true))))
          .isEqualTo(
              " 1 call path under 1 % hidden (0.4 ms);"
                  + " 1 call below the depth limit folded into callers;"
                  + " 2 calls beyond the node limit in (truncated);"
                  + " 3 missed exits closed with the caller;"
                  + " recording stopped early, out of memory;"
                  + " profiler's own cost 0.8 µs");
    }
  }

  @Nested
  @DisplayName("keeps its lines when")
  class StrangeText {

    @Test
    @DisplayName("profile, thread, exception, arguments and methods contain line breaks")
    void lineBreaks() {
      SampleReport report =
          SampleReport.of("Root.run 1 100ms\n  by\thand\u2028\u001b[31m 1 50ms")
              .profile("check\nout")
              .thread("http\r\n7")
              .threw("Odd\u0085")
              .arguments(new Argument("no\nte", "two\nlines"));

      assertThat(STANDARD.render(report.report()))
          .isEqualTo(
              """
              @Profile check\\nout  100.0 ms  cpu 61.2 ms  alloc 3.1 MB  threw Odd\\u0085  \
              thread=http\\r\\n7  #128
              args no\\nte=two\\nlines
               total ms      %   self ms   calls   max ms  call
                  100.0  100.0      50.0       1    100.0  Root.run
                   50.0   50.0      50.0       1     50.0  └ by\\thand\\u2028\\u001b[31m
               profiler's own cost 0.8 µs""");
    }

    @Test
    @DisplayName("tags stand before arguments, and contain line breaks")
    void tags() {
      SampleReport report = checkout().tags(new Tag("plan", "go\nld"), new Tag("region", "EU"));

      assertThat(STANDARD.render(report.report()))
          .contains("  #128\ntags plan=go\\nld, region=EU\nargs cartId=42, items=3\n");
    }

    @Test
    @DisplayName("names look like format anchors or are written in any script")
    void anchors() {
      SampleReport report =
          SampleReport.of("платёж {} %s ${x} 会計 😀 1 100ms").profile("{} %n \\ größe");

      assertThat(STANDARD.render(report.report()))
          .startsWith("@Profile {} %n \\ größe  100.0 ms")
          .contains("  платёж {} %s ${x} 会計 😀\n");
    }

    @Test
    @DisplayName("a captured value that was cut goes to a console that has only ASCII")
    void cutValueInAscii() {
      SampleReport report = checkout().arguments(new Argument("note", "long…"));

      assertThat(new TextReport(40, 1, false).render(report.report()))
          .contains("\nargs note=long...\n");
    }

    @Test
    @DisplayName("a name is a statement of many screens")
    void longName() {
      String statement = "select " + "x".repeat(5_000);

      assertThat(table(STANDARD, statement + " 1 100ms"))
          .endsWith("  select " + "x".repeat(193) + "…\n");
      assertThat(table(new TextReport(40, 1, false), statement + " 1 100ms"))
          .endsWith("  select " + "x".repeat(193) + "...\n");
    }
  }
}
