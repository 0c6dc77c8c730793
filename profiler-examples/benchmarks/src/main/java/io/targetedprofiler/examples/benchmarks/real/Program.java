package io.targetedprofiler.examples.benchmarks.real;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * A library that somebody else wrote, put to work. Loaded from its jar, or from woven classes
 * before that; this code is compiled without it.
 */
enum Program {

  /** SQL in memory. */
  H2("h2") {
    @Override
    Runnable load(ClassLoader loader) throws Exception {
      return new Queries(loader, Queries.Mix.MIXED);
    }
  },

  /** The same database at look-ups by key. */
  H2_LOOKUPS("h2") {
    @Override
    Runnable load(ClassLoader loader) throws Exception {
      return new Queries(loader, Queries.Mix.LOOKUPS);
    }
  },

  /** At scans: the densest program that we know, a woven call every two nanoseconds. */
  H2_SCANS("h2") {
    @Override
    Runnable load(ClassLoader loader) throws Exception {
      return new Queries(loader, Queries.Mix.SCANS);
    }
  },

  /** JSON text to objects and back. */
  GSON("gson") {
    @Override
    Runnable load(ClassLoader loader) throws Exception {
      return new Documents(loader);
    }
  };

  private final String file;

  Program(String file) {
    this.file = file;
  }

  /**
   * One round of work, ready to run.
   *
   * @param programs folder of the jars and of the woven classes
   */
  Runnable load(Path programs, boolean woven) throws Exception {
    URL jar = url(programs.resolve(file + ".jar"));
    URL[] path = woven ? new URL[] {url(programs.resolve(file + "-woven")), jar} : new URL[] {jar};
    return load(new URLClassLoader(path, Program.class.getClassLoader()));
  }

  abstract Runnable load(ClassLoader loader) throws Exception;

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }
}
