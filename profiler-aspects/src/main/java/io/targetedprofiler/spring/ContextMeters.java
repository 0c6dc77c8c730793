package io.targetedprofiler.spring;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.sink.Meters;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Where an application counts, if not where everybody does, and for as long as it is there: another
 * one in the same JVM, as tests have them, must not count in a registry that is closed.
 */
final class ContextMeters implements SmartInitializingSingleton, DisposableBean {

  private final Supplier<@Nullable Meters> meters;
  private Runnable end = () -> {};

  /**
   * Not in use yet.
   *
   * @param meters asked once all beans are there; null for those of everybody
   */
  ContextMeters(Supplier<@Nullable Meters> meters) {
    this.meters = meters;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Meters own = meters.get();
    if (own != null) {
      end = Profiler.lendMeters(own);
    }
  }

  @Override
  public void destroy() {
    end.run();
  }
}
