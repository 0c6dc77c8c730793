package subjects;

import io.targetedprofiler.Depth;
import io.targetedprofiler.NoProfile;
import io.targetedprofiler.Profile;
import io.targetedprofiler.Redacted;
import java.util.List;

/** Every way to mark, and to opt out. */
public final class Marks {

  @Profile
  public int byDefaultName() {
    return 1;
  }

  @Profile("outer")
  public int outer() {
    return new Marked().open() + new Marked().open() + helper();
  }

  private static int helper() {
    return 7;
  }

  /** All public methods are roots; the others are not. */
  @Profile
  public static final class Marked {
    public int open() {
      return hidden() + packaged();
    }

    private int hidden() {
      return 1;
    }

    int packaged() {
      return 2;
    }

    @NoProfile
    public int optedOut() {
      return 3;
    }
  }

  public static final class Built {
    private final int size;

    @Profile("built")
    public Built(int size) {
      this.size = checked(size);
    }

    private static int checked(int size) {
      return Math.max(0, size);
    }

    int size() {
      return size;
    }
  }

  @Profile("opted out")
  public int optedOut() {
    return quiet() + Silent.loud() + new Marked().optedOut();
  }

  @NoProfile
  private static int quiet() {
    return helper();
  }

  @NoProfile
  static final class Silent {
    static int loud() {
      return 5;
    }
  }

  @Profile(value = "top", depth = Depth.TOP_LEVEL)
  public int top() {
    return helper() + new Marked().open();
  }

  @Profile(value = "arguments", args = true)
  public int arguments(String name, List<Integer> items, @Redacted String password, Object other) {
    return name.length() + items.size() + password.length() + (other == null ? 0 : 1);
  }

  public record Customer(String plan) {}

  @Profile(
      value = "tagged",
      tags = {"plan=#customer.plan", "seats=#seats"})
  public int tagged(Customer customer, int seats) {
    return seats > 1 ? tagged(new Customer("nested"), 1) : helper();
  }

  @Profile(value = "slow", threshold = "1h")
  public int neverSlow(boolean fail) {
    if (fail) {
      throw new IllegalArgumentException("failed");
    }
    return helper();
  }

  @Profile(value = "badly configured", threshold = "soon")
  public int badThreshold() {
    return 1;
  }

  @Profile("recursive")
  public int factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }
}
