package io.targetedprofiler.examples.shop;

import java.io.IOException;
import java.sql.SQLException;

/** Runs the demonstration, or with {@code --serve} the shop alone. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("shop: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.print(Options.USAGE);
    } else if (options.serve()) {
      serve(options.port(), options.parallel());
    } else {
      Demonstration demonstration =
          new Demonstration(300, TaxService.farAway(), options.parallel(), System.out);
      System.exit(demonstration.run() ? 0 : 1);
    }
  }

  /** The server's threads keep the JVM alive after this returns. */
  private static void serve(int port, boolean parallel) throws SQLException {
    Shop shop;
    try {
      shop = Shop.start(port, TaxService.farAway(), parallel);
    } catch (IOException e) {
      System.err.println("shop: cannot listen at port " + port + ": " + e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "shop-close"));
    System.out.println("The shop listens at " + shop.uri() + ". Try:");
    System.out.println(
        "  curl -d '{\"cartId\":\"42\",\"items\":[{\"sku\":\"cup\",\"qty\":2}],\"country\":\"DE\"}' "
            + shop.uri().resolve("/checkout"));
    System.out.println("  curl " + shop.uri().resolve("/metrics"));
  }
}
