package io.targetedprofiler.examples.benchmarks.real;

import java.lang.reflect.Method;
import java.util.StringJoiner;

/** Gson parses a document of a hundred kilobytes and writes it again. */
final class Documents implements Runnable {

  private static final int ORDERS = 600;

  private final Method parse;
  private final String document;
  private long checksum;

  Documents(ClassLoader loader) throws Exception {
    parse =
        Class.forName("com.google.gson.JsonParser", true, loader)
            .getMethod("parseString", String.class);
    document = document();
  }

  private static String document() {
    StringJoiner orders = new StringJoiner(",", "{\"orders\":[", "]}");
    for (int i = 0; i < ORDERS; i++) {
      orders.add(
          ("{\"id\":%d,\"customer\":{\"name\":\"name %d\",\"vip\":%b},\"total\":%d.%02d,"
                  + "\"lines\":[{\"sku\":\"A-%d\",\"qty\":%d},{\"sku\":\"B-%d\",\"qty\":1}],\"note\":null}")
              .formatted(i, i % 50, i % 3 == 0, i * 3, i % 100, i, i % 7, i));
    }
    return orders.toString();
  }

  @Override
  public void run() {
    try {
      checksum += parse.invoke(null, document).toString().length();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So that no work is superfluous. */
  @Override
  public String toString() {
    return "checksum " + checksum;
  }
}
