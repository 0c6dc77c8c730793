package io.targetedprofiler.spring;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.format.NothingToWriteException;
import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;

/**
 * {@code /actuator/profiles}: the slow and failed calls that the profiler keeps in memory; one of
 * them as text; and that as a file in any format. Reads only. What it shows may contain arguments
 * and statements, so it is exposed to whom the application exposes it.
 */
@WebEndpoint(id = "profiles")
final class ProfilesEndpoint {

  private static final TextReport TEXT = new TextReport(200, 0, true);
  private static final MimeType PLAIN = new MimeType("text", "plain", StandardCharsets.UTF_8);
  private static final MimeType PAGE = new MimeType("text", "html", StandardCharsets.UTF_8);
  private static final MimeType JSON = new MimeType("application", "json");
  private static final MimeType BYTES = new MimeType("application", "octet-stream");

  @ReadOperation
  public ProfileSummaries profiles() {
    return ProfileSummaries.of(Profiler.recentReports());
  }

  @ReadOperation(produces = {"text/plain", "*/*"})
  public WebEndpointResponse<byte[]> report(@Selector long id) {
    return Profiler.recentReport(id)
        .map(report -> line(WebEndpointResponse.STATUS_OK, TEXT.render(report)))
        .orElseGet(() -> absent(id));
  }

  @ReadOperation(produces = "*/*")
  public WebEndpointResponse<byte[]> file(@Selector long id, @Selector String format)
      throws IOException {
    Optional<FileFormat> known = FileFormat.of(format);
    Optional<CallReport> report = Profiler.recentReport(id);
    if (known.isEmpty()) {
      return line(
          WebEndpointResponse.STATUS_NOT_FOUND,
          Arrays.stream(FileFormat.values())
              .map(FileFormat::id)
              .collect(Collectors.joining(", ", "the formats are ", "")));
    }
    return report.isEmpty() ? absent(id) : file(report.get(), known.get());
  }

  private static WebEndpointResponse<byte[]> file(CallReport report, FileFormat format)
      throws IOException {
    Optional<String> missing = format.missingLibrary();
    if (missing.isPresent()) {
      return line(501, "add %s to the class path".formatted(missing.get()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      format.writer().write(ReportSet.of(report), out);
    } catch (NothingToWriteException e) {
      return line(WebEndpointResponse.STATUS_NOT_FOUND, String.valueOf(e.getMessage()));
    }
    return new WebEndpointResponse<>(out.toByteArray(), type(format));
  }

  private static MimeType type(FileFormat format) {
    return switch (format) {
      case JSON, SPEEDSCOPE, TRACE -> JSON;
      case HTML -> PAGE;
      case COLLAPSED -> PLAIN;
      case PPROF, PSTATS -> BYTES;
    };
  }

  private static WebEndpointResponse<byte[]> absent(long id) {
    return line(
        WebEndpointResponse.STATUS_NOT_FOUND,
        "no report %d is kept: it was neither slow nor failed, or that was too long ago"
            .formatted(id));
  }

  private static WebEndpointResponse<byte[]> line(int status, String text) {
    byte[] bytes = (text + '\n').getBytes(StandardCharsets.UTF_8);
    return new WebEndpointResponse<>(bytes, status, PLAIN);
  }
}
