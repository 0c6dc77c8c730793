package chosen;

import io.targetedprofiler.Profile;
import io.targetedprofiler.Redacted;
import java.util.concurrent.CompletableFuture;

/** Chosen by an aspect of the tests; its reservations have a name in their configuration. */
public class Stock {

  private final int rows;

  public Stock(int rows) {
    this.rows = count(rows);
  }

  private static int count(int rows) {
    return Math.max(0, rows);
  }

  public int find(String sku) {
    return sku.length() + count(rows);
  }

  public int reserve(String sku, @Redacted String customer) {
    if (customer.isEmpty()) {
      throw new IllegalArgumentException("who?");
    }
    return find(sku);
  }

  public CompletableFuture<Integer> later(CompletableFuture<Integer> quantity) {
    return quantity;
  }

  @Profile("marked stock")
  public int marked() {
    return 5;
  }

  /** Stands twice in its tree: the fields of an interface cannot be changed. */
  public interface Shelf {
    default int width() {
      return 7;
    }
  }

  public static final class Narrow implements Shelf {}
}
