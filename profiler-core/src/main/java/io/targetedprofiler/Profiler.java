package io.targetedprofiler;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.ReportSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * What the annotation does, by hand; and what concerns all targets. Safe for use by any thread.
 * Nothing here ever throws because of profiling.
 */
public final class Profiler {

  private Profiler() {}

  /**
   * Runs a block as a profiled call.
   *
   * @param name the target's name
   * @param block what it throws is thrown on
   */
  public static void profile(String name, Runnable block) {
    ProfiledCall call = open(name);
    try {
      block.run();
    } catch (Throwable thrown) {
      call.failed(thrown);
      throw thrown;
    } finally {
      call.close();
    }
  }

  /**
   * Runs a block as a profiled call and gives its result.
   *
   * @param name the target's name
   * @param block what it throws is thrown on
   * @return what the block returns
   * @throws Exception what the block throws
   */
  public static <T> T profile(String name, Callable<T> block) throws Exception {
    ProfiledCall call = open(name);
    try {
      return block.call();
    } catch (Throwable thrown) {
      call.failed(thrown);
      throw thrown;
    } finally {
      call.close();
    }
  }

  /**
   * Opens a profiled call on the current thread, until it is closed; for try-with-resources.
   *
   * @param name the target's name
   */
  public static ProfiledCall open(String name) {
    Objects.requireNonNull(name, "name");
    return ProfiledCall.open(name);
  }

  /**
   * A task to be handed to another thread: what it does there joins the report of the profiled call
   * that is open here, as asynchronous work. A task that is run more than once counts each time,
   * until the report is made.
   *
   * @return the same task if no profiled call is open on this thread
   */
  public static Runnable wrap(Runnable task) {
    return Tasks.runnable(Tasks.siteOf(task), task);
  }

  /** The same for a task that returns something; see {@link #wrap(Runnable)}. */
  public static <T> Callable<T> wrap(Callable<T> task) {
    return Tasks.callable(Tasks.siteOf(task), task);
  }

  /**
   * An executor that hands tasks to another one, each {@link #wrap(Runnable) wrapped} if a profiled
   * call is open on the thread that submits it. To be made once.
   */
  public static Executor wrap(Executor executor) {
    return new FollowedExecutor(Objects.requireNonNull(executor, "executor"));
  }

  /** The same for an executor service; to shut it down shuts the wrapped one down. */
  public static ExecutorService wrap(ExecutorService executor) {
    return new FollowedExecutorService(Objects.requireNonNull(executor, "executor"));
  }

  /**
   * A data source whose statements are recorded within profiled calls: each as a node beneath the
   * method that executed it, without its values, and with it the time that a call waited for a
   * connection. Where woven code calls {@code getConnection}, or a woven method returns a data
   * source, that happens by itself; this is for those that are handed to a library otherwise.
   *
   * @param source needs the library {@code net.ttddyy:datasource-proxy} on the class path; without
   *     it the log says so, and the source is given back
   * @return to be used in place of the source; has all of its interfaces, but not its class, for
   *     which there is {@code unwrap}
   */
  public static DataSource wrap(DataSource source) {
    return DataSources.wrap(Objects.requireNonNull(source, "source"));
  }

  /**
   * Adds a receiver of every report from now on, with a bounded queue and a thread of its own.
   * Reports are made on another thread than the calls, so the first ones may be of calls that ended
   * shortly before.
   *
   * @param sink called on that thread only
   */
  public static void addSink(ReportSink sink) {
    Engine.get().addSink(Objects.requireNonNull(sink, "sink"));
  }

  /**
   * Removes a receiver; what waits in its queue is still delivered.
   *
   * @return whether it was there
   */
  public static boolean removeSink(ReportSink sink) {
    return Engine.get().removeSink(Objects.requireNonNull(sink, "sink"));
  }

  /**
   * The reports that are kept in memory, the newest first: of each target and minute the slowest
   * five calls and the first twenty that failed, for a target's last ten minutes in which it was
   * reported. Bounded to about twelve megabytes; then the oldest go. Set by {@code
   * profiler.slowest} and {@code profiler.recent.minutes}. A call that has just ended follows a
   * moment later, at the latest after {@link #flush}.
   *
   * @return a copy; empty if nothing is kept
   */
  public static List<CallReport> recentReports() {
    return Engine.get().recent().reports();
  }

  /**
   * One of the {@link #recentReports}.
   *
   * @param id its number, {@link CallReport#id}
   * @return empty if it is not kept, or not any more
   */
  public static Optional<CallReport> recentReport(long id) {
    return Engine.get().recent().report(id);
  }

  /**
   * Counts in other meters from now on, such as those of a registry that is not Micrometer's global
   * one: {@code Profiler.useMeters(MicrometerMeters.in(registry))}. Best called at start-up, before
   * the first profiled call has put meters into the global registry.
   *
   * @param meters where calls are counted
   */
  public static void useMeters(Meters meters) {
    Engine.get().useMeters(Objects.requireNonNull(meters, "meters"));
  }

  /**
   * Counts in other meters for a while, as an application does whose registry is closed before the
   * JVM ends. Who lent his last is counted in; {@link #useMeters} ends it for all.
   *
   * @param meters where calls are counted; made from the meters that count when none are lent,
   *     which it may count in as well, but not in others of the same registry: that has each meter
   *     once
   * @return ends it: calls are counted where they were before. The second time does nothing
   */
  public static Runnable lendMeters(UnaryOperator<Meters> meters) {
    return Engine.get().lendMeters(Objects.requireNonNull(meters, "meters"));
  }

  /**
   * Whether calls are to be observations of Micrometer's where a framework has a registry of these:
   * {@code profiler.observations}. Holds for the life of the process.
   */
  public static boolean observesCalls() {
    try {
      return Engine.get().observesCalls();
    } catch (RuntimeException | Error e) {
      Failures.say("calls cannot be observed", e);
      return false;
    }
  }

  /**
   * Gives settings before the first profiled call, as an application framework does that has a
   * configuration of its own. They win over {@code profiler.properties}, and lose against the
   * environment and system properties. Those that were given before are forgotten.
   *
   * @param place where they come from, for messages about bad ones
   * @param settings by their full keys, such as {@code profiler.log.rate}
   * @return false if the profiler has started already, with others: then they have no effect, which
   *     is also said on the logger {@code profiler}
   */
  public static boolean configure(String place, Map<String, String> settings) {
    boolean inTime = new GivenSettings(place, settings).give();
    if (!inTime) {
      String problem =
          "the settings of %s come too late: something was profiled before".formatted(place);
      Engine.get().log().warn(problem);
    }
    return inTime;
  }

  /**
   * Waits until every report of a call that ended before has been delivered or dropped.
   *
   * @return false if the time ran out, or the thread was interrupted; its interrupted flag is then
   *     set
   */
  public static boolean flush(Duration timeout) {
    return Engine.get().flush(Objects.requireNonNull(timeout, "timeout"));
  }

  /**
   * Ends profiling for good: delivers every report of a call that ended before, ends the profiler's
   * threads, takes back its shutdown hook, its function meters and its JFR event. For a program
   * whose class loader is to be unloaded, with the profiler in it, before the JVM ends; in a
   * servlet container that happens by itself. Calls that end afterwards are not reported.
   *
   * @return false if the time ran out, or the thread was interrupted; its interrupted flag is then
   *     set
   */
  public static boolean close(Duration timeout) {
    return Engine.get().close(Objects.requireNonNull(timeout, "timeout"));
  }

  /**
   * Whether a class has probes, by its class file: the first thing to ask when no report appears.
   *
   * @param type any class
   */
  public static boolean isWoven(Class<?> type) {
    return WovenCheck.isWoven(type);
  }
}
