package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.ReportSink;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After very many tasks that real executors ran, cancelled and refused")
class HandOverLeakTest {

  private static final int ROUND = 1_000;

  /** Of what is there for a task or for a call; nothing of that may be left. */
  private static final List<String> OF_TASKS =
      List.of(
          "io.targetedprofiler.Followed$OfRunnable",
          "io.targetedprofiler.Followed$OfCallable",
          "io.targetedprofiler.record.HandOver",
          "io.targetedprofiler.record.HandOvers",
          "io.targetedprofiler.record.Branch",
          "io.targetedprofiler.record.BranchKey",
          "io.targetedprofiler.record.Places",
          "io.targetedprofiler.record.TaskRun",
          "io.targetedprofiler.record.TreeSnapshot",
          "io.targetedprofiler.record.TreeFold",
          "io.targetedprofiler.record.Grafting",
          "io.targetedprofiler.record.RecordedCall");

  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final ReportSink counting =
      report -> {
        for (AsyncWork work : report.tree().async()) {
          ended.addAndGet(work.tree().root().calls());
          failed.addAndGet(work.tree().root().errors());
        }
      };
  private final ExecutorService pool =
      Profiler.wrap(
          (ExecutorService)
              new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(ROUND)));

  @AfterEach
  void close() throws InterruptedException {
    Profiler.removeSink(counting);
    pool.shutdownNow();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  @DisplayName(
      "a million of them: no recorder, task, tree or thread local is left, and no byte each")
  void million() throws Exception {
    Profiler.addSink(counting);
    long began = 0;
    for (int round = 0; round < 50; round++) {
      began += round();
    }
    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
    LiveObjects before = LiveObjects.now(); // other tests in this JVM may have left some
    for (int round = 0; round < 1_000; round++) {
      began += round();
    }
    LiveObjects after = settled(before);

    assertThat(ended).hasValue(began);
    assertThat(failed.get()).isBetween(1_050L * 2, began);
    for (String type : OF_TASKS) {
      assertThat(after.of(type)).as(type).isLessThanOrEqualTo(before.of(type));
    }
    for (String type : List.of("record.ThreadRecorder", "record.OpenCall", "record.PathNode")) {
      String name = "io.targetedprofiler." + type;
      assertThat(after.of(name)).as(name).isLessThanOrEqualTo(before.of(name) + 4);
    }
    String report = "io.targetedprofiler.model.CallReport";
    assertThat(after.of(report))
        .as("the slowest and failed of a minute are kept, and each sink's thread may have its last")
        .isLessThan(before.of(report) + 30);
    String local = "java.lang.ThreadLocal$ThreadLocalMap$Entry";
    assertThat(after.of(local)).as(local).isLessThanOrEqualTo(before.of(local) + 8);
    // Code and the like grow, too; but no object has so few bytes as this allows for each task.
    assertThat(after.bytes() - before.bytes()).as("bytes more").isLessThan(2_000L * ROUND);
  }

  /** The profiler's threads let go of the last calls within a second or two. */
  private static LiveObjects settled(LiveObjects before) throws Exception {
    for (int tries = 0; ; tries++) {
      assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
      LiveObjects live = LiveObjects.now();
      if (tries == 200 || OF_TASKS.stream().allMatch(type -> live.of(type) <= before.of(type))) {
        return live;
      }
    }
  }

  /** Hands over a thousand tasks; how many of them began. */
  private long round() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Callable<?> blocked =
        () -> {
          running.countDown();
          never.await();
          return null;
        };
    Runnable task = () -> {};
    Runnable failing =
        () -> {
          throw new IllegalStateException();
        };
    long[] began = {0};
    Profiler.profile(
        "leak",
        () -> {
          Future<?> first = pool.submit(blocked);
          running.await();
          began[0]++;
          Future<?> last = first;
          for (int i = 0; i < ROUND - 4; i++) {
            last = pool.submit(i % 2 == 0 ? task : failing);
            if (i % 5 == 0) {
              assertThat(last.cancel(false)).as("cancelled before it began").isTrue();
            } else {
              began[0]++;
            }
          }
          Future<?> end = pool.submit(() -> "end");
          began[0] += 1 + untilRefused(task);
          assertThat(first.cancel(true)).as("cancelled while it ran").isTrue();
          end.get();
          Thread dying = new Thread(Profiler.wrap(failing));
          dying.setUncaughtExceptionHandler((thread, thrown) -> {});
          dying.start();
          dying.join();
          began[0]++;
          return last;
        });
    pool.submit(task).get(); // what is behind the end is done, too
    return began[0];
  }

  /** Fills the queue; how many tasks that took. */
  private int untilRefused(Runnable task) {
    for (int accepted = 0; accepted < 10; accepted++) {
      try {
        pool.submit(task);
      } catch (RejectedExecutionException expected) {
        return accepted;
      }
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  @DisplayName("of classes that are no longer used, these can be unloaded")
  void classLoader(@TempDir Path work) throws Exception {
    WeakReference<ClassLoader> loader = runAndForget(work);
    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();

    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
      Profiler.flush(DeliveredReports.LONG_ENOUGH);
    }
    assertThat(loader.get()).isNull();
  }

  /** Profiles tasks of a class in a class loader of its own; one of them never runs. */
  private static WeakReference<ClassLoader> runAndForget(Path work) throws Exception {
    Path source =
        Files.writeString(
            work.resolve("Stranger.java"),
            """
            public class Stranger implements Runnable, java.util.function.Supplier<Runnable> {
              @Override public void run() {}
              @Override public Runnable get() { return () -> run(); }
            }
            """);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", work.toString(), source.toString()))
        .isZero();
    ExecutorService pool = Profiler.wrap(Executors.newFixedThreadPool(2));
    DeliveredReports reports = DeliveredReports.listen();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {work.toUri().toURL()}, null)) {
      Object stranger = loader.loadClass("Stranger").getConstructor().newInstance();
      Runnable lambda = (Runnable) ((Supplier<?>) stranger).get();
      Profiler.profile(
          "strangers",
          () -> {
            pool.submit((Runnable) stranger).get();
            pool.submit(lambda).get();
            return Profiler.wrap(lambda);
          });
      CallReport report = reports.next("strangers");
      assertThat(report.tree().async())
          .extracting(one -> one.tree().root().frame().method())
          .contains("task Stranger", "task Stranger lambda");
      return new WeakReference<>(loader);
    } finally {
      reports.close();
      pool.shutdown();
      assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
