package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes more classes of exceptions than one would like to write: {@code Made001} and so on. */
final class ManyExceptions {
  private ManyExceptions() {}

  static List<Exception> ofDistinctClasses(int number) throws Exception {
    String template = Made000.class.getName();
    String bytes;
    try (InputStream in = Made000.class.getResourceAsStream("Made000.class")) {
      bytes = new String(in.readAllBytes(), ISO_8859_1);
    }
    Loader loader = new Loader();
    List<Exception> exceptions = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      // A name of the same length: every offset in the class file stays right.
      String name = String.format(Locale.ROOT, "Made%03d", i);
      Class<?> made =
          loader.define(
              template.replace("Made000", name),
              bytes.replace("Made000", name).getBytes(ISO_8859_1));
      exceptions.add((Exception) made.getConstructor().newInstance());
    }
    return exceptions;
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(ManyExceptions.class.getClassLoader());
    }

    Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
