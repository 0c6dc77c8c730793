import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes buildable projects of those in {@code src/it}: puts the README's snippets where their poms
 * have the same marker, and the reader of reports among their tests. Run as a source file, for a
 * module of packaging {@code pom} compiles nothing.
 */
final class StrangersProjects {

  private static final Pattern MARKER = Pattern.compile("( *)<!-- snippet: ([a-z-]+) -->");
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: ([a-z-]+) -->\\s*```xml\\R(.*?)\\R```", Pattern.DOTALL);
  private static final Path TESTS = Path.of("src", "test", "java");

  private final String readme;
  private final Set<String> unused = new TreeSet<>();

  private StrangersProjects(String readme) {
    this.readme = readme;
    SNIPPET.matcher(readme).results().forEach(snippet -> unused.add(snippet.group(1)));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("README PROJECTS SHARED-TESTS OUTPUT are expected");
    }
    List<Path> paths = Stream.of(arguments).map(Path::of).toList();
    new StrangersProjects(Files.readString(paths.get(0)))
        .make(paths.get(1), paths.get(2), paths.get(3));
  }

  private void make(Path projects, Path sharedTests, Path output) throws IOException {
    delete(output);
    copy(projects, output);
    for (Path project : children(output)) {
      standAlone(project);
    }
    for (Path pom : poms(output)) {
      Files.writeString(pom, withSnippets(pom));
    }
    for (Path tests : testFolders(output)) {
      copy(sharedTests, tests);
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException("the README has snippets that no project tries: " + unused);
    }
  }

  /** Maven must not take our own {@code .mvn} for the project's; and downloads are no news. */
  private static void standAlone(Path project) throws IOException {
    Path options = Files.createDirectories(project.resolve(".mvn"));
    Files.writeString(options.resolve("maven.config"), "--no-transfer-progress\n");
  }

  private String withSnippets(Path pom) throws IOException {
    return MARKER
        .matcher(Files.readString(pom))
        .replaceAll(
            marker ->
                Matcher.quoteReplacement(
                    snippet(marker.group(2), pom)
                        .indent(marker.group(1).length())
                        .stripTrailing()));
  }

  private String snippet(String name, Path pom) {
    unused.remove(name);
    return SNIPPET
        .matcher(readme)
        .results()
        .filter(snippet -> snippet.group(1).equals(name))
        .map(snippet -> snippet.group(2))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s asks for the snippet \"%s\", which the README does not have"
                        .formatted(pom, name)));
  }

  private static List<Path> children(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private static List<Path> poms(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.endsWith("pom.xml")).toList();
    }
  }

  private static List<Path> testFolders(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.endsWith(TESTS)).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copyOne(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(root)) {
        files = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
