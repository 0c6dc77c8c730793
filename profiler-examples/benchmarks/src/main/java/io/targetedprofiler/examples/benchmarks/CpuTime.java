package io.targetedprofiler.examples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation: of the threads that run the benchmark, and of all others of the JVM, such
 * as those that work on reports. Of a benchmark on several threads it is what wall time is not: the
 * cost of one operation, however few cores they share.
 */
public final class CpuTime implements InternalProfiler {

  static final String OWN = "cpu.own";
  static final String OTHERS = "cpu.others";

  private static final String WORKER = "-jmh-worker-";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long ownBefore;
  private long processBefore;

  @Override
  public String getDescription() {
    return "CPU time per operation, of the benchmark's threads and of all others";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    ownBefore = ownNanos();
    processBefore = process.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long own = ownNanos() - ownBefore;
    long others = Math.max(0, process.getProcessCpuTime() - processBefore - own);
    double operations = result.getMetadata().getAllOps();
    return List.of(
        new ScalarResult(OWN, own / operations, "ns/op", AggregationPolicy.AVG),
        new ScalarResult(OTHERS, others / operations, "ns/op", AggregationPolicy.AVG));
  }

  /** Of all workers; JMH keeps them from one iteration to the next. */
  private long ownNanos() {
    long nanos = 0;
    for (@Nullable ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains(WORKER)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos;
  }
}
