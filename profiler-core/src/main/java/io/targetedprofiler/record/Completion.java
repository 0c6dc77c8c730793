package io.targetedprofiler.record;

import io.targetedprofiler.model.Tag;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call that returned a {@link CompletionStage}: the call lasts until that completes,
 * on whichever thread. Only the stage refers to this; a stage that is never completed keeps nothing
 * but itself.
 */
final class Completion implements BiConsumer<@Nullable Object, @Nullable Throwable> {

  private final RootSite root;
  private final @Nullable Object metered;
  private final long startNanos;
  private final List<Tag> tags;
  private final CompletionStage<?> stage;
  private volatile @Nullable Thread registrar;
  private @Nullable RecordedCall call;
  private @Nullable Consumer<RecordedCall> delivery;

  Completion(
      RootSite root,
      @Nullable Object metered,
      long startNanos,
      List<Tag> tags,
      CompletionStage<?> stage) {
    this.root = root;
    this.metered = metered;
    this.startNanos = startNanos;
    this.tags = tags;
    this.stage = stage;
  }

  /** Delivers a call when the stage completes, which may be now. */
  void await(RecordedCall returned, Consumer<RecordedCall> to) {
    call = returned;
    delivery = to;
    registrar = Thread.currentThread();
    try {
      stage.whenComplete(this);
    } catch (RuntimeException e) {
      accept(null, null); // it is no stage that one could wait for
    }
    registrar = null;
  }

  @Override
  public void accept(@Nullable Object value, @Nullable Throwable failure) {
    RecordedCall returned = call;
    Consumer<RecordedCall> to = delivery;
    if (returned == null || to == null) {
      return;
    }
    long endNanos = root.clock().nanoTime();
    long wallNanos = Math.max(0, endNanos - startNanos);
    Throwable thrown = cause(failure);
    root.meter().ended(metered, wallNanos, thrown, tags);
    long thresholdNanos = root.threshold().nanos(endNanos);
    root.threshold().ended(wallNanos, endNanos);
    if (thrown == null && wallNanos < thresholdNanos) {
      root.completed().accept(returned.toUnreported());
    } else if (Thread.currentThread() == registrar) {
      returned.completed(thrown, thresholdNanos).deliver(to);
    } else {
      returned.completedLater(wallNanos, thrown, thresholdNanos).deliver(to);
    }
  }

  /** What really happened: dependent stages wrap it. */
  static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null
        && (cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
