package io.targetedprofiler;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders an argument within bounds of length and time. Only values of well-known types are
 * rendered by their own {@code toString}, and only well-known collections are walked, since any
 * other code may be slow, may throw or may never return; every other value is shown as {@code
 * Type@hash}. At most {@value #MAX_CHARACTERS} characters, at most {@value #MAX_ELEMENTS} elements.
 */
final class ValueRendering {

  static final int MAX_CHARACTERS = 120;
  static final int MAX_ELEMENTS = 8;

  private static final String ELLIPSIS = "…";
  private static final int MAX_NUMBER_BITS = 512;

  /** Final classes of the JDK, or classes whose exact type is tested, with a bounded toString. */
  private static final Set<Class<?>> WELL_KNOWN =
      Set.of(
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          java.util.UUID.class,
          java.util.Locale.class,
          java.util.Currency.class,
          java.util.Date.class,
          java.util.OptionalInt.class,
          java.util.OptionalLong.class,
          java.util.OptionalDouble.class,
          java.util.concurrent.atomic.AtomicInteger.class,
          java.util.concurrent.atomic.AtomicLong.class,
          java.util.concurrent.atomic.AtomicBoolean.class,
          java.net.URI.class,
          java.time.Duration.class,
          java.time.Period.class,
          java.time.Instant.class,
          java.time.LocalDate.class,
          java.time.LocalTime.class,
          java.time.LocalDateTime.class,
          java.time.OffsetTime.class,
          java.time.OffsetDateTime.class,
          java.time.ZonedDateTime.class,
          java.time.Year.class,
          java.time.YearMonth.class,
          java.time.MonthDay.class,
          java.time.ZoneOffset.class);

  /**
   * Collections and maps that walk their own elements and no one else's; views and wrappers may
   * hide any code. By name, because some are private to the JDK.
   */
  private static final Set<String> WALKABLE =
      Set.of(
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.ArrayDeque",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.TreeSet",
          "java.util.RegularEnumSet",
          "java.util.JumboEnumSet",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.EnumMap",
          "java.util.Arrays$ArrayList",
          "java.util.ImmutableCollections$List12",
          "java.util.ImmutableCollections$ListN",
          "java.util.ImmutableCollections$Set12",
          "java.util.ImmutableCollections$SetN",
          "java.util.ImmutableCollections$Map1",
          "java.util.ImmutableCollections$MapN",
          "java.util.Collections$EmptyList",
          "java.util.Collections$EmptySet",
          "java.util.Collections$EmptyMap",
          "java.util.Collections$SingletonList",
          "java.util.Collections$SingletonSet",
          "java.util.Collections$SingletonMap",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.CopyOnWriteArrayList");

  private ValueRendering() {}

  /** The rendering; never throws. */
  static String render(@Nullable Object value) {
    try {
      String known = known(value, true);
      return bounded(known != null ? known : identity(value));
    } catch (RuntimeException | StackOverflowError e) {
      // A collection that another thread changes, for one.
      return identity(value);
    }
  }

  /** The text of a value that is no collection; null if it is of an unknown type. Never throws. */
  static @Nullable String ofScalar(Object value) {
    Class<?> type = value.getClass();
    if (type.isArray() || WALKABLE.contains(type.getName())) {
      return null;
    }
    try {
      String known = known(value, false);
      return known == null ? null : bounded(known);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /**
   * The value itself; null if it is of an unknown type.
   *
   * @param walk whether elements are shown, or their number only
   */
  private static @Nullable String known(@Nullable Object value, boolean walk) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String string) {
      return bounded(string);
    }
    if (value instanceof StringBuilder characters) { // not a StringBuffer, which may be locked
      return bounded(characters.subSequence(0, Math.min(characters.length(), MAX_CHARACTERS + 1)));
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    Class<?> type = value.getClass();
    if (WELL_KNOWN.contains(type)) {
      return value.toString();
    }
    if (type == BigInteger.class) {
      return number((BigInteger) value, value);
    }
    if (type == BigDecimal.class) {
      return number(((BigDecimal) value).unscaledValue(), value);
    }
    if (type == Optional.class) {
      return optional((Optional<?>) value);
    }
    if (type.isArray()) {
      return array(value, walk);
    }
    if (WALKABLE.contains(type.getName())) {
      return value instanceof Map<?, ?> map
          ? map(map, walk)
          : collection((Collection<?>) value, walk);
    }
    return null;
  }

  /** Rendering a number of a million digits takes seconds. */
  private static String number(BigInteger digits, Object number) {
    return digits.bitLength() <= MAX_NUMBER_BITS
        ? number.toString()
        : number.getClass().getSimpleName() + " of " + digits.bitLength() + " bits";
  }

  private static @Nullable String optional(Optional<?> optional) {
    if (optional.isEmpty()) {
      return "Optional.empty";
    }
    String content = known(optional.get(), false);
    return content == null ? null : "Optional[" + content + ']';
  }

  private static String array(Object array, boolean walk) {
    int length = Array.getLength(array);
    Elements elements = new Elements('[', ']', length);
    for (int i = 0; walk && i < length && elements.hasRoom(); i++) {
      elements.add(known(Array.get(array, i), false));
    }
    return walk && elements.areKnown()
        ? elements.toString()
        : sized(shortName(array.getClass().getComponentType()), length);
  }

  private static String collection(Collection<?> collection, boolean walk) {
    Elements elements = new Elements('[', ']', collection.size());
    Iterator<?> iterator = collection.iterator();
    Object last = null;
    while (walk && elements.hasRoom() && iterator.hasNext()) {
      last = iterator.next();
      elements.add(known(last, false));
    }
    if (walk && elements.areKnown()) {
      return elements.toString();
    }
    return sized(last == null ? "Collection" : shortName(last.getClass()), collection.size());
  }

  private static String map(Map<?, ?> map, boolean walk) {
    Elements elements = new Elements('{', '}', map.size());
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (walk && elements.hasRoom() && entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      String key = known(entry.getKey(), false);
      String value = known(entry.getValue(), false);
      elements.add(key == null || value == null ? null : key + '=' + value);
    }
    return walk && elements.areKnown() ? elements.toString() : sized("Map", map.size());
  }

  /** Elements of unknown type, or within another collection: only how many there are. */
  private static String sized(String type, int size) {
    return type + '[' + size + ']';
  }

  private static String identity(@Nullable Object value) {
    return value == null
        ? "null"
        : shortName(value.getClass()) + '@' + Integer.toHexString(System.identityHashCode(value));
  }

  private static String shortName(Class<?> type) {
    String name = type.isArray() ? type.getSimpleName() : type.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String bounded(CharSequence text) {
    if (text.length() <= MAX_CHARACTERS) {
      return text.toString();
    }
    int end = MAX_CHARACTERS - ELLIPSIS.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.subSequence(0, end) + ELLIPSIS;
  }

  /** Joins the first elements and says how many there are in all. */
  private static final class Elements {

    private final StringBuilder text = new StringBuilder();
    private final char close;
    private final int size;
    private int added;
    private boolean known = true;

    Elements(char open, char close, int size) {
      this.text.append(open);
      this.close = close;
      this.size = size;
    }

    boolean areKnown() {
      return known;
    }

    boolean hasRoom() {
      return known && added < MAX_ELEMENTS && text.length() < MAX_CHARACTERS;
    }

    /** One that is null makes the whole unknown. */
    void add(@Nullable String element) {
      if (element == null) {
        known = false;
        return;
      }
      if (added++ > 0) {
        text.append(", ");
      }
      text.append(element);
    }

    @Override
    public String toString() {
      if (size > added) {
        text.append(added > 0 ? ", " : "").append(ELLIPSIS).append(" of ").append(size);
      }
      return text.append(close).toString();
    }
  }
}
