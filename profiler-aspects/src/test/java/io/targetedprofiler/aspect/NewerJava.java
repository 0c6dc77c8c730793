package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.aspectj.tools.ajc.Main;

/** Test subjects that need a newer Java than this library: compiled and woven while tests run. */
final class NewerJava {

  private static final String PREVIEW = "--enable-preview";

  private NewerJava() {}

  /**
   * A subject's class, woven; the test is skipped on an older Java.
   *
   * @param release what its sources need; they stand in a folder that is named after that
   * @param preview whether they need what is a preview there; then only that very release will do
   */
  static Class<?> woven(String name, int release, boolean preview, Path work) throws Exception {
    int here = Runtime.version().feature();
    assumeTrue(
        preview ? here == release : here >= release,
        name + " needs Java " + release + ", this is " + here);
    Path compiled = Files.createDirectories(work.resolve("compiled"));
    compile(Path.of("src", "test", "java" + release, "subjects", name), release, preview, compiled);
    Path woven = Files.createDirectories(work.resolve("woven"));
    weave(compiled, woven);
    URL[] classes = {woven.toUri().toURL()};
    String type = "subjects." + name.replace(".java", "");
    return Class.forName(type, true, new URLClassLoader(classes, NewerJava.class.getClassLoader()));
  }

  private static void compile(Path source, int release, boolean preview, Path to)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-d", to.toString(), "--release", "" + release, "-g", "-proc:none", "-Xlint:none"));
    if (preview) {
      options.add(PREVIEW);
    }
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean done =
          javac.getTask(null, files, null, options, null, files.getJavaFileObjects(source)).call();
      assertThat(done).as("javac").isTrue();
    }
    if (preview) {
      forgetPreview(to);
    }
  }

  /**
   * A preview of the class library needs no switch of the JVM, only the class's mark of it does.
   */
  private static void forgetPreview(Path classes) throws IOException {
    try (var files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[4] = 0;
        bytes[5] = 0;
        Files.write(file, bytes);
      }
    }
  }

  private static void weave(Path compiled, Path to) {
    List<String> faults = new ArrayList<>();
    String[] arguments = {
      "-inpath",
      compiled.toString(),
      "-aspectpath",
      Path.of("target", "classes").toString(),
      "-classpath",
      System.getProperty("java.class.path"),
      "-d",
      to.toString(),
      "-Xlint:ignore",
      "-proc:none",
      "-17"
    };
    List<String> rest = new ArrayList<>();
    Main.bareMain(arguments, false, faults, faults, rest, rest, rest);
    assertThat(faults).as("faults of ajc").isEmpty();
  }
}
