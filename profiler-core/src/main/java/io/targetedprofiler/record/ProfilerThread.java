package io.targetedprofiler.record;

/**
 * A thread of the profiler itself, on which nothing is profiled: a marked method in a sink or a log
 * appender would otherwise make a report of each report. Inherits no thread locals.
 */
public final class ProfilerThread extends Thread {

  /**
   * A thread that is not started yet.
   *
   * @param work what it does
   * @param name its name
   */
  public ProfilerThread(Runnable work, String name) {
    super(null, work, name, 0, false);
  }
}
