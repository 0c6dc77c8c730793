package subjects;

import io.targetedprofiler.Probe;
import io.targetedprofiler.Profile;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One method of each shape that Java code has, below one root for each. */
public final class Shapes {

  /** So that the enum's initialiser runs before any root. */
  private static final Planet HOME = Planet.EARTH;

  private final int factor;

  public Shapes(int factor) {
    this.factor = factor;
  }

  @Profile("plain")
  public int plain() {
    return privately(1) + statically(2) + this.twice(3) + twice(3);
  }

  private int privately(int x) {
    return x * factor;
  }

  static int statically(int x) {
    return x + 1;
  }

  synchronized int twice(int x) {
    return 2 * privately(x);
  }

  @Profile("lambdas")
  public int lambdas() {
    IntUnaryOperator increment = x -> x + 1;
    return IntStream.range(0, 3).map(increment).map(Shapes::statically).sum();
  }

  @Profile("nested lambdas")
  public int nestedLambdas() {
    Supplier<IntUnaryOperator> nested = () -> y -> y * factor;
    return nested.get().applyAsInt(4);
  }

  @Profile("interfaces")
  public String interfaces() {
    return new Dog().greet() + Animal.legs();
  }

  interface Animal {
    String name();

    default String greet() {
      return decorate(name());
    }

    private String decorate(String name) {
      return '<' + name + '>';
    }

    static int legs() {
      return 4;
    }
  }

  static final class Dog implements Animal {
    @Override
    public String name() {
      return "dog";
    }
  }

  @Profile("enums")
  public int enums() {
    return HOME.weight(2) + Planet.MARS.weight(2) + Planet.values().length;
  }

  enum Planet {
    EARTH,
    MARS {
      @Override
      int weight(int mass) {
        return gravity() * mass;
      }
    };

    int weight(int mass) {
      return 10 * mass;
    }

    int gravity() {
      return 4;
    }
  }

  @Profile("records")
  public int records() {
    Point point = new Point(3, 4);
    return point.x() + point.squared();
  }

  record Point(int x, int y) {
    int squared() {
      return x() * x + y * y;
    }
  }

  @Profile("classes")
  public int classes() {
    Runnable anonymous =
        new Runnable() {
          @Override
          public void run() {
            statically(1);
          }
        };
    anonymous.run();
    class Local {
      int deep() {
        return privately(2);
      }
    }
    return new Inner().outer() + new Local().deep();
  }

  final class Inner {
    int outer() {
      return privately(5);
    }
  }

  @Profile("generics")
  public String generics() {
    Box<String> box = new StringBox("a");
    return box.get() + ((Comparable<StringBox>) new StringBox("b")).compareTo(new StringBox("c"));
  }

  static class Box<T> {
    private final T value;

    Box(T value) {
      this.value = value;
    }

    T get() {
      return value;
    }
  }

  static final class StringBox extends Box<String> implements Comparable<StringBox> {
    StringBox(String value) {
      super(value);
    }

    @Override
    String get() {
      return super.get() + '!';
    }

    @Probe
    @Override
    public int compareTo(StringBox other) {
      return get().compareTo(other.get());
    }
  }

  sealed interface Expression permits Literal, Sum {}

  record Literal(int value) implements Expression {}

  record Sum(List<Expression> parts) implements Expression {}

  @Profile("sealed")
  public int sealed() {
    return value(new Sum(List.of(new Literal(1), new Sum(List.of(new Literal(2))))));
  }

  private static int value(Expression expression) {
    if (expression instanceof Literal number) {
      return number.value();
    }
    return ((Sum) expression).parts().stream().mapToInt(Shapes::value).sum();
  }

  @Profile("wide")
  public double wide() {
    return varargs(1L, 2.0, "a", "b") + widths((byte) 1, 'c', 2.5f, true);
  }

  private static double varargs(long a, double b, String... rest) {
    return a + b + rest.length;
  }

  private static double widths(byte a, char b, float c, boolean d) {
    return a + b + c + (d ? 1 : 0);
  }
}
