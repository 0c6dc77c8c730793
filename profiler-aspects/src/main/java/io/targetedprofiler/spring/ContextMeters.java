package io.targetedprofiler.spring;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.sink.Meters;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Where an application counts, if not where everybody does, and for as long as it is there: another
 * one in the same JVM, as tests have them, must not count in a registry that is closed.
 */
final class ContextMeters implements SmartInitializingSingleton, DisposableBean {

  private final Supplier<@Nullable UnaryOperator<Meters>> meters;
  private Runnable end = () -> {};

  /**
   * Not in use yet.
   *
   * @param meters asked once all beans are there: what makes them from those of everybody; null for
   *     these themselves
   */
  ContextMeters(Supplier<@Nullable UnaryOperator<Meters>> meters) {
    this.meters = meters;
  }

  @Override
  public void afterSingletonsInstantiated() {
    UnaryOperator<Meters> own = meters.get();
    if (own != null) {
      end = Profiler.lendMeters(own);
    }
  }

  @Override
  public void destroy() {
    end.run();
  }
}
