package io.targetedprofiler;

import java.util.Objects;
import java.util.concurrent.Executor;

/** Hands tasks to another executor, wrapped. */
final class FollowedExecutor implements Executor {

  private final Executor executor;

  FollowedExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    Objects.requireNonNull(task, "task");
    Runnable followed = Profiler.wrap(task);
    try {
      executor.execute(followed);
    } catch (RuntimeException refused) {
      Tasks.withdraw(followed);
      throw refused;
    }
  }
}
