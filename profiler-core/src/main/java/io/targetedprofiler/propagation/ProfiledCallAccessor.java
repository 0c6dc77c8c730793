package io.targetedprofiler.propagation;

import io.micrometer.context.ThreadLocalAccessor;
import io.targetedprofiler.Tasks;
import io.targetedprofiler.record.CarriedCall;
import org.jspecify.annotations.Nullable;

/**
 * Takes the profiled call that is open on a thread to wherever Micrometer's context-propagation
 * takes that thread's context: what is done there joins the call's report. Found by that library
 * itself, as a service; not meant to be used otherwise. Outside profiled calls there is nothing to
 * carry. Never throws.
 */
public final class ProfiledCallAccessor implements ThreadLocalAccessor<CarriedCall> {

  /** Made by the service loader. */
  public ProfiledCallAccessor() {}

  @Override
  public Object key() {
    return CarriedCall.KEY;
  }

  @Override
  public @Nullable CarriedCall getValue() {
    return Tasks.carried();
  }

  @Override
  public void setValue(CarriedCall carried) {
    Tasks.resume(carried);
  }

  /** A context without a profiled call does not end the one that is open here. */
  @Override
  public void setValue() {}

  @Override
  public void restore(CarriedCall before) {
    Tasks.restore(before);
  }

  @Override
  public void restore() {
    Tasks.restore(null);
  }
}
