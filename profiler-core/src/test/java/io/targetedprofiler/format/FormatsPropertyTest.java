package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For any reports")
class FormatsPropertyTest {

  @Provide
  static Arbitrary<ReportSet> reports() {
    return SomeReports.any();
  }

  @Property(tries = 300)
  @Label("pprof read back has the calls and the self time of each path")
  void pprof(@ForAll("reports") ReportSet reports) throws IOException {
    ReportSet read =
        new PprofReader().read(new ByteArrayInputStream(bytes(new PprofWriter(), reports)), "x");

    assertThat(PathFigures.of(read, frame -> frame.toString()))
        .isEqualTo(PathFigures.of(reports, frame -> WellFormed.of(frame.toString())));
  }

  private static byte[] bytes(ReportWriter writer, ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(reports, out);
    return out.toByteArray();
  }
}
