package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.record.Gate;
import io.targetedprofiler.record.ThreadRecorder;

/** What weaving puts around a method, without weaving. */
final class Probe {

  private Probe() {}

  static void enter(Object site) {
    if (Gate.isOpen()) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null) {
        recorder.enter(site);
      }
    }
  }

  static void exit(Object site) {
    if (Gate.isOpen()) {
      ThreadRecorder recorder = ThreadRecorder.current();
      if (recorder != null) {
        recorder.exit(site);
      }
    }
  }
}
