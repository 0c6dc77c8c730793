package subjects;

import io.targetedprofiler.Profile;
import java.util.concurrent.StructuredTaskScope;

/** Hands work to subtasks of a scope, which is a preview in Java 25. */
public class ScopedFanout {

  @Profile("scope.fork")
  public int fork() throws InterruptedException {
    try (var scope = StructuredTaskScope.open()) {
      var left = scope.fork(() -> price(1));
      var right = scope.fork(() -> price(2));
      scope.join();
      return left.get() + right.get();
    }
  }

  private int price(int amount) {
    return amount;
  }
}
