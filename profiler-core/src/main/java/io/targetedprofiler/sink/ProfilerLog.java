package io.targetedprofiler.sink;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The library's own words, at WARN on the logger {@code profiler}: each kind at most once a minute,
 * the others counted and said with the next of that kind.
 *
 * <p>May be used on any thread, the profiled one too: it never throws and never waits for an
 * appender, because a thread of its own does the logging. What it has said is in the log only after
 * {@link #flush}, or a moment later.
 */
public final class ProfilerLog {

  private static final String LOGGER = "profiler";
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  /** A kind may hold a class's name, so their number is not ours to decide. */
  private static final int MAX_KINDS = 256;

  /** Room for one word of each kind in each of two minutes. */
  private static final Courier.Bounds BOUNDS =
      new Courier.Bounds(2 * MAX_KINDS, 2 * MAX_KINDS, Duration.ofSeconds(30));

  private final LongSupplier clockNanos;
  private final Map<String, RepeatedWord> kinds = new ConcurrentHashMap<>();
  private final Courier<Word> courier = new Courier<>("words", BOUNDS, new Speaker());

  /** Counts its minutes by the JVM's monotonic clock. */
  public ProfilerLog() {
    this(System::nanoTime);
  }

  /**
   * Counts its minutes by a given clock.
   *
   * @param clockNanos nanoseconds since an arbitrary origin; asked on the threads that warn
   */
  public ProfilerLog(LongSupplier clockNanos) {
    this.clockNanos = clockNanos;
  }

  /**
   * Says something, unless something of that kind was said within the last minute.
   *
   * @param kind what repeats, such as {@code queue full}; it is not shown
   * @param message asked only if it will be said, on this thread
   */
  public void warn(String kind, Supplier<String> message) {
    say(kind, message, null);
  }

  /** Says something, unless the same was said within the last minute. */
  public void warn(String message) {
    warn(message, () -> message);
  }

  /**
   * Says something and shows its cause, unless something of that kind was said within the last
   * minute.
   *
   * @param kind what repeats, such as {@code queue full}; it is not shown
   * @param message asked only if it will be said, on this thread
   * @param cause logged with its stack trace
   */
  public void warn(String kind, Supplier<String> message, Throwable cause) {
    say(kind, message, cause);
  }

  /**
   * Waits until what was said before is in the log.
   *
   * @return false if the time ran out or the thread was interrupted; its interrupted flag is then
   *     set
   */
  public boolean flush(Duration timeout) {
    return courier.flush(timeout);
  }

  /** Says what waits, and ends the thread. For good. */
  public void close(Duration timeout) {
    boolean unused = courier.close(timeout);
  }

  private void say(String kind, Supplier<String> message, @Nullable Throwable cause) {
    try {
      RepeatedWord repeated = repeated(kind);
      if (repeated.mayBeSaid(clockNanos.getAsLong())) {
        courier.offer(new Word(repeated, message.get(), repeated.takeSuppressed(), cause));
      }
    } catch (Throwable contained) {
      // There is nobody left to tell, and the caller must not suffer for a warning.
    }
  }

  private RepeatedWord repeated(String kind) {
    RepeatedWord known = kinds.get(kind);
    if (known != null) {
      return known;
    }
    String bounded = kinds.size() < MAX_KINDS ? kind : "";
    return kinds.computeIfAbsent(
        bounded, k -> new RepeatedWord(QUIET_NANOS, clockNanos.getAsLong()));
  }

  private record Word(
      RepeatedWord repeated, String message, long suppressed, @Nullable Throwable cause) {

    String text() {
      return suppressed == 0 ? message : message + " (" + suppressed + " more suppressed)";
    }
  }

  private static final class Speaker implements Courier.Recipient<Word> {

    private boolean toldOtherwise; // of the courier's thread

    @Override
    public void take(Word word) {
      LoggerFactory.getLogger(LOGGER).atWarn().setCause(word.cause()).log(word.text());
    }

    @Override
    public void dropped(Word word) {
      word.repeated().suppress(word.suppressed() + 1);
    }

    /** The log itself does not work: only that it never will is worth the console. */
    @Override
    public void failed(Throwable failure) {
      if (failure instanceof LinkageError && !toldOtherwise) {
        toldOtherwise = true;
        System.err.println(
            "profiler: nothing can be logged, no report either: it needs SLF4J 2, and the class path has none or an older one ("
                + failure
                + ")");
      }
    }
  }
}
