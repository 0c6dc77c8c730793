package subjects;

import io.targetedprofiler.Profile;

/** Methods that throw, at every distance from their root. */
@SuppressWarnings("InfiniteRecursion") // on purpose
public final class Throwing {

  @Profile("throws")
  public int outer(int depth) throws Exception {
    return inner(depth);
  }

  private int inner(int depth) throws Exception {
    if (depth == 0) {
      throw new Exception("checked", new Error("cause"));
    }
    return inner(depth - 1);
  }

  @Profile("catches")
  public String catches() {
    String seen = "";
    for (int i = 0; i < 3; i++) {
      try {
        seen += odd(i);
      } catch (IllegalStateException e) {
        seen += e.getMessage();
      } finally {
        seen += after();
      }
    }
    return seen;
  }

  private static int odd(int i) {
    if (i % 2 == 1) {
      throw new IllegalStateException("odd");
    }
    return i;
  }

  private static String after() {
    return ";";
  }

  @Profile("overflows")
  public int overflows() {
    try {
      return endless(0);
    } catch (StackOverflowError e) {
      return recovered();
    }
  }

  private static int endless(int n) {
    return endless(n + 1) + 1;
  }

  private static int recovered() {
    return 42;
  }

  @Profile("rethrows")
  public void rethrows(Throwable thrown) throws Throwable {
    pass(thrown);
  }

  private static void pass(Throwable thrown) throws Throwable {
    throw thrown;
  }

  @Profile("recursive root overflows")
  public int recursiveRoot(int n) {
    return recursiveRoot(n + 1) + 1;
  }
}
