package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts a bounded queue and a thread of its own between the calls and one sink, so that a sink that
 * is slow, blocks or throws is never the caller's problem. A report that does not fit is dropped,
 * counted in the meters, and said on the logger {@code profiler}; so is what the sink throws, and
 * the next report is delivered as if nothing had happened.
 *
 * <p>The thread is a daemon named {@code profiler-<name>}; it starts with the first report and ends
 * when there was none for half a minute.
 */
public final class QueueingSink implements ReportSink {

  /**
   * About 30 MB of the largest trees, 25 of them; ordinary reports reach the number of items first.
   */
  private static final Courier.Bounds BOUNDS =
      new Courier.Bounds(1_024, 250_000, Duration.ofSeconds(30));

  private final Courier<CallReport> courier;

  /**
   * A queue in front of a sink.
   *
   * @param name of the thread, after {@code profiler-}
   * @param sink called on that thread only
   * @param meters count what is dropped; called on the threads that offer reports
   * @param log told of drops and failures
   */
  public QueueingSink(String name, ReportSink sink, Meters meters, ProfilerLog log) {
    this(name, sink, meters, log, BOUNDS);
  }

  QueueingSink(
      String name, ReportSink sink, Meters meters, ProfilerLog log, Courier.Bounds bounds) {
    this.courier = new Courier<>(name, bounds, new Delivery(sink, meters, log));
  }

  /**
   * Hands a report on, or drops it. On any thread; never waits for the sink and never throws.
   *
   * @param report immutable; kept until the sink has taken it
   */
  @Override
  public void accept(CallReport report) {
    courier.offer(report);
  }

  /**
   * Waits until the sink has taken every report that was accepted before, and has flushed.
   *
   * @return false if the time ran out, if the sink itself asks, or if the thread was interrupted;
   *     its interrupted flag is then set
   */
  public boolean flush(Duration timeout) {
    return courier.flush(timeout);
  }

  /** Whether the sink has taken all that was accepted. */
  boolean isIdle() {
    return courier.isIdle();
  }

  /**
   * Delivers what waits, and ends the thread. For good.
   *
   * @return false if that took longer
   */
  boolean close(Duration timeout) {
    return courier.close(timeout);
  }

  private static final class Delivery implements Courier.Recipient<CallReport> {
    private final ReportSink sink;
    private final String sinkName;
    private final Meters meters;
    private final ProfilerLog log;
    private final AtomicLong dropped = new AtomicLong();

    Delivery(ReportSink sink, Meters meters, ProfilerLog log) {
      this.sink = sink;
      this.sinkName = sink.getClass().getName();
      this.meters = meters;
      this.log = log;
    }

    @Override
    public void take(CallReport report) {
      sink.accept(report);
    }

    @Override
    public void flush() {
      sink.flush();
    }

    @Override
    public long weight(CallReport report) {
      return (long) report.tree().nodes() + report.timeline().segments().size();
    }

    @Override
    public void dropped(CallReport report) {
      long soFar = dropped.incrementAndGet();
      meters.dropped(report.profile());
      log.warn(
          "dropped by " + sinkName,
          () ->
              sinkName
                  + " is slower than the calls: report #"
                  + report.id()
                  + " of "
                  + report.profile()
                  + " was dropped, "
                  + soFar
                  + " in all");
    }

    @Override
    public void failed(Throwable failure) {
      log.warn(
          "failure of " + sinkName,
          () -> sinkName + " failed; it will get the next report all the same",
          failure);
    }
  }
}
