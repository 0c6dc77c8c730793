package io.targetedprofiler.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The viewer speedscope itself, in a headless browser: takes a file as if a user had dropped it,
 * and tells the table of its "Sandwich" view.
 */
final class SpeedscopeViewer {
  private static final Pattern ROW =
      Pattern.compile(
          "<tr[^>]*><td[^>]*>([^<]*)<div.*?</td><td[^>]*>([^<]*)<div.*?</td>"
              + "<td[^>]*><span[^>]*></span>(.*?)</td></tr>",
          Pattern.DOTALL);

  private final Path directory;
  private final Path viewer;

  SpeedscopeViewer(Path directory) {
    this.directory = directory;
    this.viewer = Tool.npmPackage(directory, "speedscope", "1.25.0").resolve("dist/release");
  }

  /** Total, self and name of each method, such as {@code 100.00ms|10.00ms|a.B.c}. */
  List<String> rows(String fileName, byte[] content) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("profile.js"),
            "speedscope.loadFileFromBase64('%s', '%s')"
                .formatted(fileName, Base64.getEncoder().encodeToString(content)));
    String address =
        viewer.resolve("index.html").toUri() + "#view=sandwich&localProfilePath=" + script;
    try (Browser browser =
        Browser.start(
            directory,
            "--enable-unsafe-swiftshader",
            "--allow-file-access-from-files",
            "--window-size=1200,3000")) {
      return rows(browser.source(address, "tr td span"));
    }
  }

  private static List<String> rows(String page) {
    List<String> rows = new ArrayList<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      rows.add(time(row.group(1)) + '|' + time(row.group(2)) + '|' + text(row.group(3)));
    }
    return rows;
  }

  private static String time(String cell) {
    return cell.replaceAll(" \\(.*", "");
  }

  private static String text(String html) {
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
