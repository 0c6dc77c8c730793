package chosen;

import io.targetedprofiler.NoProfile;
import io.targetedprofiler.Profile;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** Chosen as a whole by the configuration of the tests. */
public final class PayService {

  private final int limit;

  public PayService(int limit) {
    this.limit = limit;
  }

  public int pay(int amount) {
    return check(amount) + 1;
  }

  private int check(int amount) {
    if (amount > limit) {
      throw new IllegalArgumentException("too much");
    }
    return amount;
  }

  public static int twice(int amount) {
    return 2 * amount;
  }

  public int factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }

  public CompletableFuture<Integer> payLater(CompletableFuture<Integer> amount) {
    return amount.thenApply(PayService::twice);
  }

  public IntSupplier receipt() {
    return () -> 42;
  }

  @Profile("marked pay")
  public int marked() {
    return 3;
  }

  @NoProfile
  public int silent() {
    return 4;
  }

  public int getLimit() {
    return limit;
  }
}
