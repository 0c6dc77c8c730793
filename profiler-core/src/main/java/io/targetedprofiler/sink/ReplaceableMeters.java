package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Meters that can be exchanged while targets hold on to them. Calls in progress end on the new
 * ones; what the old ones counted stays where it is.
 */
public final class ReplaceableMeters implements Meters {

  private final Map<String, Handle> handles = new ConcurrentHashMap<>();

  /** The last one counts; before it, what counts when those after it are withdrawn. */
  private final List<Meters> inUse = new ArrayList<>(); // guarded by this

  private volatile Meters current;

  /** Starts with some meters. */
  public ReplaceableMeters(Meters first) {
    this.current = first;
    inUse.add(first);
  }

  /** Counts in other meters from now on. */
  public synchronized void replaceBy(Meters other) {
    inUse.clear();
    inUse.add(other);
    use(other);
  }

  /**
   * Counts in other meters until they are withdrawn or all are replaced.
   *
   * @param other made from those that count when none are lent, so that it can count in these too:
   *     a registry has each meter once
   * @return what it made
   */
  public synchronized Meters lend(UnaryOperator<Meters> other) {
    Meters lent = other.apply(inUse.get(0));
    inUse.add(lent);
    use(lent);
    return lent;
  }

  /**
   * Counts in these no longer, but in what was there before them; nothing if they are not in use.
   */
  public synchronized void withdraw(Meters lent) {
    int at = inUse.lastIndexOf(lent);
    if (at > 0) {
      inUse.remove(at);
      use(inUse.get(inUse.size() - 1));
    }
  }

  private void use(Meters other) {
    if (current != other) {
      current = other;
      handles.forEach((profile, handle) -> handle.current = other.of(profile));
    }
  }

  @Override
  public CallMeter of(String profile) {
    Handle known = handles.get(profile);
    return known != null ? known : newHandle(profile);
  }

  private synchronized Handle newHandle(String profile) {
    return handles.computeIfAbsent(profile, name -> new Handle(current.of(name)));
  }

  @Override
  public void accept(String profile, CallTree tree) {
    current.accept(profile, tree);
  }

  @Override
  public void dropped(String profile) {
    current.dropped(profile);
  }

  @Override
  public void suppressed(String profile) {
    current.suppressed(profile);
  }

  @Override
  public synchronized void close() {
    List<Meters> all = List.copyOf(inUse);
    replaceBy(NONE);
    all.forEach(Meters::close);
  }

  private static final class Handle implements CallMeter {

    private volatile CallMeter current;

    Handle(CallMeter first) {
      this.current = first;
    }

    @Override
    public @Nullable Object started() {
      return current.started();
    }

    @Override
    public void ended(@Nullable Object started, long nanos, @Nullable Throwable thrown) {
      current.ended(started, nanos, thrown);
    }

    @Override
    public void left(@Nullable Object started) {
      current.left(started);
    }

    @Override
    public void ended(
        @Nullable Object started, long nanos, @Nullable Throwable thrown, List<Tag> tags) {
      current.ended(started, nanos, thrown, tags);
    }
  }
}
