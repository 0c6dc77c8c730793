package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Meters that can be exchanged while targets hold on to them. Calls in progress end on the new
 * ones; what the old ones counted stays where it is.
 */
public final class ReplaceableMeters implements Meters {

  private final Map<String, Handle> handles = new ConcurrentHashMap<>();
  private volatile Meters current;

  /** Starts with some meters. */
  public ReplaceableMeters(Meters first) {
    this.current = first;
  }

  /** Counts in other meters from now on. */
  public synchronized void replaceBy(Meters other) {
    current = other;
    handles.forEach((profile, handle) -> handle.current = other.of(profile));
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
    Meters last = current;
    replaceBy(NONE);
    last.close();
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
