package io.targetedprofiler;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** Methods as users mark them, and a look-up of each by its name. */
@SuppressWarnings({"unused", "EffectivelyPrivate"})
final class Marked {

  private Marked() {}

  @Profile
  static void plain() {}

  @Profile("checkout")
  static void named(int cartId, @Redacted String card, List<String> items) {}

  @Profile(value = "import", depth = Depth.TOP_LEVEL, threshold = "50ms", args = true)
  static void withSettings(String file, @Redacted String password) {}

  @Profile(value = "bad", threshold = "soon", sampling = "5ms", timeline = true)
  static void withBadSettings() {}

  @Profile(tags = {"plan=#customer.plan", "seats=#seats"})
  static void tagged(Customer customer, int seats) {}

  record Customer(String plan) {}

  static final class OnConstructor {
    @Profile
    OnConstructor() {}
  }

  @Profile(threshold = "1s")
  static final class OnType {
    public OnType() {}

    public void method() {}

    @Profile(threshold = "2s")
    public void itself() {}
  }

  @Profile("orders")
  static final class OnNamedType {
    public void method() {}

    @Profile
    public void itself() {}
  }

  /** An inner class's constructor has a parameter more than its source. */
  final class Inner {
    @Profile(args = true)
    Inner(String name, @Redacted String secret) {}
  }

  static final Object ANONYMOUS =
      new Object() {
        @Profile
        void method() {}
      };

  static Executable method(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Executable constructor(Class<?> type) {
    return type.getDeclaredConstructors()[0];
  }

  /** As a weaver would describe a method of this class. */
  static MarkedMethod describe(String name) {
    return describe(method(Marked.class, name));
  }

  static MarkedMethod describe(Executable method) {
    return new MarkedMethod(
        method, Arrays.stream(method.getParameters()).map(Parameter::getName).toList());
  }
}
