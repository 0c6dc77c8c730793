package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The test subjects as javac leaves them, before any weaving: compiled anew, in a class loader of
 * their own.
 */
final class UnwovenClasses extends URLClassLoader {

  private static final Path SOURCES = Path.of("src", "test", "java", "subjects");

  private UnwovenClasses(Path classes) throws MalformedURLException {
    super(new URL[] {classes.toUri().toURL()}, UnwovenClasses.class.getClassLoader());
  }

  static UnwovenClasses compiledTo(Path directory) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.list(SOURCES)) {
      List<String> options =
          List.of("-d", directory.toString(), "--release", "17", "-g", "-proc:none", "-Xlint:none");
      boolean compiled =
          javac
              .getTask(
                  null,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources.filter(Files::isRegularFile).toList()))
              .call();
      assertThat(compiled).as("javac").isTrue();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new UnwovenClasses(directory);
  }

  /** The subjects from here, not from the parent. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("subjects.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : findClass(name);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }
}
