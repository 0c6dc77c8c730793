package io.targetedprofiler;

import static io.targetedprofiler.ValueRendering.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The value of an argument")
class ValueRenderingTest {

  @ParameterizedTest(name = "{1}")
  @DisplayName("of a well-known type is what its toString says")
  @MethodSource
  void wellKnown(Object value, String text) {
    assertThat(render(value)).isEqualTo(text);
  }

  static Stream<Arguments> wellKnown() {
    UUID uuid = UUID.randomUUID();
    return Stream.of(
        arguments(null, "null"),
        arguments("text", "text"),
        arguments(new StringBuilder("built"), "built"),
        arguments('c', "c"),
        arguments(42, "42"),
        arguments(-1.5, "-1.5"),
        arguments(true, "true"),
        arguments(TimeUnit.DAYS, "DAYS"),
        arguments(Map.Entry.class, "java.util.Map$Entry"),
        arguments(uuid, uuid.toString()),
        arguments(Locale.UK, "en_GB"),
        arguments(URI.create("https://acme.example/a?b=c"), "https://acme.example/a?b=c"),
        arguments(Duration.ofMillis(5), "PT0.005S"),
        arguments(new AtomicLong(7), "7"),
        arguments(new BigInteger("12345678901234567890"), "12345678901234567890"),
        arguments(new BigDecimal("9.90"), "9.90"),
        arguments(new BigDecimal("1E+2147483647"), "1E+2147483647"),
        arguments(Optional.empty(), "Optional.empty"),
        arguments(Optional.of(Optional.of(3)), "Optional[Optional[3]]"),
        arguments(Optional.of(List.of(1)), "Optional[Collection[1]]"));
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("that is a collection or an array shows its elements")
  @MethodSource
  void collections(Object value, String text) {
    assertThat(render(value)).isEqualTo(text);
  }

  static Stream<Arguments> collections() {
    return Stream.of(
        arguments(List.of(), "[]"),
        arguments(List.of("a", "b"), "[a, b]"),
        arguments(List.of(1, 2, 3), "[1, 2, 3]"),
        arguments(Set.of(1), "[1]"),
        arguments(new ArrayList<>(Arrays.asList("a", null)), "[a, null]"),
        arguments(Arrays.asList(1, 2), "[1, 2]"),
        arguments(new ArrayDeque<>(List.of(1, 2)), "[1, 2]"),
        arguments(Map.of("cart", 42), "{cart=42}"),
        arguments(new TreeMap<>(Map.of("a", 1, "b", 2)), "{a=1, b=2}"),
        arguments(new EnumMap<>(Map.of(TimeUnit.DAYS, 1)), "{DAYS=1}"),
        arguments(new ConcurrentHashMap<>(Map.of(1, 2)), "{1=2}"),
        arguments(Collections.singletonMap(null, null), "{null=null}"),
        arguments(new int[] {1, 2}, "[1, 2]"),
        arguments(new Object[] {"a", null}, "[a, null]"),
        arguments(new boolean[0], "[]"));
  }

  @Test
  @DisplayName("shows 8 elements at most, and says how many there are")
  void eight() {
    List<Integer> numbers = IntStream.range(0, 20).boxed().toList();

    assertThat(render(new ArrayList<>(numbers))).isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, … of 20]");
    assertThat(render(numbers.toArray())).isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, … of 20]");
    assertThat(render(numbers.subList(0, 8).toArray())).isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7]");
  }

  @Test
  @DisplayName("within a collection is not walked again, but told by its size")
  void nested() {
    assertThat(render(List.of(List.of(1, 2), Map.of(1, 2), new int[5])))
        .isEqualTo("[Collection[2], Map[1], int[5]]");
  }

  @Test
  @DisplayName("may contain itself")
  void cyclic() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<Object, Object> map = new HashMap<>();
    map.put("self", map);
    Object[] array = new Object[1];
    array[0] = array;

    assertThat(render(list)).isEqualTo("[Collection[1]]");
    assertThat(render(map)).isEqualTo("{self=Map[1]}");
    assertThat(render(array)).isEqualTo("[Object[1]]");
  }

  @Test
  @DisplayName("has 120 characters at most")
  void long120() {
    assertThat(render("x".repeat(120))).isEqualTo("x".repeat(120));
    assertThat(render("x".repeat(121))).isEqualTo("x".repeat(119) + "…");
    assertThat(render(new StringBuilder("x".repeat(1_000_000)))).isEqualTo("x".repeat(119) + "…");
    assertThat(render(List.of("x".repeat(1000), "y"))).hasSize(120).endsWith("x…");
    assertThat(render(Map.of("k".repeat(1000), "v".repeat(1000)))).hasSize(120);
  }

  @Test
  @DisplayName("is never cut within a character")
  void surrogates() {
    assertThat(render("x".repeat(118) + "😀😀")).isEqualTo("x".repeat(118) + "…");
    assertThat(render("x".repeat(117) + "😀😀")).isEqualTo("x".repeat(117) + "😀…");
  }

  @Test
  @DisplayName("that is a huge number is told by its size, since its digits would take long")
  void hugeNumbers() {
    BigInteger huge = BigInteger.ONE.shiftLeft(10_000_000);

    assertThat(render(huge)).isEqualTo("BigInteger of 10000001 bits");
    assertThat(render(new BigDecimal(huge, 3))).isEqualTo("BigDecimal of 10000001 bits");
    assertThat(render(List.of(huge))).isEqualTo("[BigInteger of 10000001 bits]");
  }

  @ParameterizedTest
  @DisplayName("of any other type never runs that type's code")
  @MethodSource
  void foreign(Object value) {
    String[] shown = render(value).split("@", 2);

    assertThat(value.getClass().getName()).endsWith(shown[0]);
    assertThat(shown[1]).isEqualTo(Integer.toHexString(System.identityHashCode(value)));
  }

  static Stream<Object> foreign() {
    Trap trap = new Trap();
    return Stream.of(
        trap,
        new TrapList(),
        new TrapNumber(),
        new ArrayList<>() {},
        Collections.unmodifiableList(new TrapList()),
        Collections.synchronizedList(new TrapList()),
        Collections.unmodifiableMap(new HashMap<>(Map.of(1, trap))),
        Collections.checkedList(new TrapList(), Object.class),
        new HashMap<>(Map.of(1, trap)).keySet(),
        new ArrayList<>(List.of(trap)).subList(0, 1),
        new TreeMap<>(Map.of("a", trap)).headMap("b"),
        Collections.newSetFromMap(new HashMap<>()),
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            throw new AssertionError("walked");
          }

          @Override
          public int size() {
            throw new AssertionError("asked");
          }
        });
  }

  @Test
  @DisplayName("that is a collection of other types is told by its size")
  void foreignElements() {
    Trap trap = new Trap();

    assertThat(render(List.of(trap, trap))).isEqualTo("ValueRenderingTest$Trap[2]");
    assertThat(render(Arrays.asList(1, trap))).isEqualTo("ValueRenderingTest$Trap[2]");
    assertThat(render(new Trap[] {trap})).isEqualTo("ValueRenderingTest$Trap[1]");
    assertThat(render(Collections.singletonMap("k", trap))).isEqualTo("Map[1]");
    assertThat(render(Optional.of(trap))).startsWith("Optional@");
  }

  @Test
  @DisplayName("that another thread keeps locked is not waited for")
  void locked() throws InterruptedException {
    StringBuffer buffer = new StringBuffer("locked");
    List<String> rendered = new ArrayList<>();
    synchronized (buffer) {
      Thread reader = new Thread(() -> rendered.add(render(buffer)));
      reader.start();
      reader.join(60_000);
      assertThat(reader.isAlive()).isFalse();
    }

    assertThat(rendered).singleElement().asString().startsWith("StringBuffer@");
  }

  /** All of whose code must not run. */
  private static class Trap {
    @Override
    public String toString() {
      throw new AssertionError("toString ran");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode ran");
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("equals ran");
    }
  }

  private static final class TrapNumber extends Number {
    @Override
    public int intValue() {
      throw new AssertionError("intValue ran");
    }

    @Override
    public long longValue() {
      throw new AssertionError("longValue ran");
    }

    @Override
    public float floatValue() {
      throw new AssertionError("floatValue ran");
    }

    @Override
    public double doubleValue() {
      throw new AssertionError("doubleValue ran");
    }
  }

  /** Would never end. */
  private static final class TrapList extends ArrayList<Object> {
    @Override
    public int size() {
      throw new AssertionError("size ran");
    }

    @Override
    public boolean isEmpty() {
      throw new AssertionError("isEmpty ran");
    }

    @Override
    public String toString() {
      throw new AssertionError("toString ran");
    }

    @Override
    public boolean containsAll(Collection<?> other) {
      throw new AssertionError("containsAll ran");
    }
  }
}
