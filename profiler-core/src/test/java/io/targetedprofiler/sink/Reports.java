package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.SampleReport;

/** Small reports whose tree is not what the test is about. */
final class Reports {
  private Reports() {}

  static SampleReport sample() {
    return SampleReport.of("main 1 100");
  }

  static CallReport of(String profile) {
    return sample().profile(profile).report();
  }

  static CallReport numbered(long id) {
    return sample().id(id).report();
  }
}
