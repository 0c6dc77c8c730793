package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.targetedprofiler.HttpCalls;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.WebCall;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.record.OutsideCall;
import io.targetedprofiler.sink.ReportSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded, not made up: a request that asks another service and a database. */
@DisplayName("The waterfall of a request")
class RecordedWaterfallTest {

  private static final String PROFILE = "POST /waterfalls";
  private static final List<String> SEGMENTS =
      List.of(
          PROFILE,
          "HTTP GET tax.example.com",
          "waiting for a connection",
          "SQL insert into sold values (?)",
          "SQL insert into sold values (?)",
          "SQL commit");

  private static CallReport report;

  @BeforeAll
  static void record() throws Exception {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:waterfall;DB_CLOSE_DELAY=-1");
    DataSource source = Profiler.wrap(h2);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table sold (sku varchar(9))");
    }
    CompletableFuture<CallReport> reported = new CompletableFuture<>();
    ReportSink sink =
        r -> {
          if (r.profile().equals(PROFILE)) {
            reported.complete(r);
          }
        };
    Profiler.addSink(sink);
    try {
      WebCall request = WebCall.open("POST", "/waterfalls");
      OutsideCall tax = HttpCalls.begin("GET", "tax.example.com");
      HttpCalls.end(tax, 200, false);
      sell(source);
      request.answered(201, null);
      report = reported.get(1, TimeUnit.MINUTES);
    } finally {
      Profiler.removeSink(sink);
    }
  }

  private static void sell(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement("insert into sold values (?)")) {
        for (String sku : List.of("tea", "cup")) {
          insert.setString(1, sku);
          insert.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  @Test
  @DisplayName("has the requests and statements that it waited for, in their order, as text")
  void text() {
    assertThat(report.timeline().segments())
        .extracting(segment -> segment.frame().label())
        .containsExactlyElementsOf(SEGMENTS);
    String text = new TextReport(40, 0, true).render(report);
    assertThat(text.substring(text.indexOf("waterfall")))
        .contains("HTTP GET tax.example.com  status.200=1")
        .contains("SQL insert into sold values (?)  rows=1");
  }

  @Test
  @DisplayName("has them in JSON, with what was counted")
  void json() throws IOException {
    JsonNode file = written(FileFormat.JSON);
    List<String> names = new ArrayList<>();
    for (JsonNode segment : file.at("/reports/0/timeline/segments")) {
      names.add(file.at("/frames/" + segment.get("frame").asInt() + "/method").asText());
    }

    assertThat(names).containsExactlyElementsOf(SEGMENTS);
    assertThat(file.at("/reports/0/timeline/segments/1/counters/status.200").asInt()).isOne();
    assertThat(file.at("/reports/0/timeline/segments/3/counters/rows").asInt()).isOne();
  }

  @Test
  @DisplayName("has them in the Chrome trace, nested as viewers demand")
  void trace() throws IOException {
    JsonNode events = written(FileFormat.TRACE).get("traceEvents");

    TraceRules.assertNested(events);
    assertThat(events)
        .filteredOn(event -> event.get("ph").asText().equals("X"))
        .extracting(event -> event.get("name").asText())
        .containsExactlyElementsOf(SEGMENTS);
  }

  @Test
  @DisplayName("is taken as a Chrome trace by the viewer speedscope, with each of them")
  void viewer(@TempDir Path directory) throws IOException {
    List<String> rows =
        new SpeedscopeViewer(directory).rows("request.trace.json", bytes(FileFormat.TRACE));

    assertThat(rows.stream().map(row -> row.substring(row.lastIndexOf('|') + 1)))
        .allSatisfy(name -> assertThat(SEGMENTS).anyMatch(name::startsWith))
        .hasSize((int) SEGMENTS.stream().distinct().count());
  }

  private static JsonNode written(FileFormat format) throws IOException {
    return new ObjectMapper().readTree(bytes(format));
  }

  private static byte[] bytes(FileFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.writer().write(ReportSet.of(report), out);
    return out.toByteArray();
  }
}
