package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.PyroscopeClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/**
 * Pushes profiles to Grafana Pyroscope, or to what speaks its ingest interface: once in an interval
 * for each profile, the calls of that interval summed up.
 *
 * <p>What the server cannot take now (it is away, answers 5xx, 408 or 429, or not within ten
 * seconds) waits in a queue of at most 16 MB and is tried again, after twice as long each time.
 * What it refuses, and what no longer fits the queue, is dropped and counted in the meters. All of
 * this is said on the logger {@code profiler}, each kind at most once a minute, without any secret.
 *
 * <p>As every sink it is called on one thread at a time, and not on the profiled one: see {@link
 * QueueingSink}. It sends on a thread of its own, except when flushed.
 */
public final class PyroscopeSink implements ReportSink, AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final long MAX_QUEUE_BYTES = 16_000_000;

  /** Some 30 MB of trees. */
  private static final long MAX_OPEN_NODES = 250_000;

  /** What a test must have in its hands. */
  record Means(
      PyroscopeClient client,
      UploadQueue queue,
      Backoff backoff,
      InstantSource time,
      BiConsumer<Duration, Runnable> after,
      Runnable stop) {}

  private final PyroscopeServer server;
  private final Duration interval;
  private final Means means;
  private final Meters meters;
  private final ProfilerLog log;
  private final Object sending = new Object();

  // Guarded by this.
  private final Map<String, ProfileBatch> open = new LinkedHashMap<>();
  private long openNodes;
  private boolean ticking;

  /**
   * A sink.
   *
   * @param interval how often is pushed; also the first wait after a failure
   * @param meters count what is dropped
   * @param log told of all that goes wrong
   */
  public PyroscopeSink(PyroscopeServer server, Duration interval, Meters meters, ProfilerLog log) {
    this(server, interval, meters, log, means(server, interval, new DelayedJobs("pyroscope")));
  }

  private static Means means(PyroscopeServer server, Duration interval, DelayedJobs jobs) {
    return new Means(
        new PyroscopeClient(server, TIMEOUT),
        new UploadQueue(MAX_QUEUE_BYTES),
        new Backoff(interval, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble()),
        InstantSource.system(),
        jobs::after,
        jobs::close);
  }

  PyroscopeSink(
      PyroscopeServer server, Duration interval, Meters meters, ProfilerLog log, Means means) {
    this.server = server;
    this.interval = interval;
    this.meters = meters;
    this.log = log;
    this.means = means;
  }

  /** Whether the Java runtime has what it takes. */
  public static boolean isAvailable() {
    return ModuleLayer.boot().findModule("java.net.http").isPresent();
  }

  @Override
  public synchronized void accept(CallReport report) {
    ProfileBatch batch =
        open.computeIfAbsent(report.profile(), profile -> new ProfileBatch(profile, now()));
    long before = batch.nodes();
    batch.add(report);
    openNodes += batch.nodes() - before;
    if (openNodes > MAX_OPEN_NODES) {
      closeBatches();
    }
    if (!ticking) {
      ticking = true;
      means.after.accept(interval, this::tick);
    }
  }

  /** Tries to send everything now. */
  @Override
  public void flush() {
    closeBatches();
    send();
  }

  /** Nothing is sent any more; what waits for the server is lost. */
  @Override
  public void close() {
    means.stop.run();
  }

  private void tick() {
    try {
      closeBatches();
      if (isTimeToSend()) {
        send();
      }
    } catch (Throwable failure) {
      log.warn("failed push", () -> "a profile could not be pushed to " + server, failure);
    } finally {
      tickAgainIfNeeded();
    }
  }

  private synchronized void tickAgainIfNeeded() {
    ticking = !open.isEmpty() || !means.queue.isEmpty();
    if (ticking) {
      means.after.accept(interval, this::tick);
    }
  }

  /** What came in by now becomes uploads. */
  private synchronized void closeBatches() {
    List<ProfileBatch> batches = List.copyOf(open.values());
    open.clear(); // First: a batch that cannot be written is not to come back.
    openNodes = 0;
    for (ProfileBatch batch : batches) {
      for (ProfileUpload upload : batch.toUploads(now())) {
        means.queue.add(upload).forEach(this::dropForRoom);
      }
    }
  }

  private boolean isTimeToSend() {
    synchronized (sending) {
      return means.backoff.isOver();
    }
  }

  private void send() {
    synchronized (sending) {
      for (ProfileUpload upload = means.queue.take(); upload != null; upload = means.queue.take()) {
        if (!sent(upload)) {
          return;
        }
      }
    }
  }

  /** False if the server is to be left alone for a while. */
  private boolean sent(ProfileUpload upload) {
    Answer answer = means.client.send(upload);
    switch (answer.verdict()) {
      case ACCEPTED -> means.backoff.succeeded();
      case REFUSED -> {
        means.backoff.succeeded();
        drop(upload, "refused", "Pyroscope refused it: " + answer.reason());
      }
      case UNAVAILABLE -> {
        means.queue.putBack(upload).forEach(this::dropForRoom);
        Duration wait = means.backoff.failed();
        log.warn("push put off", () -> putOff(answer.reason(), wait));
        return false;
      }
    }
    return true;
  }

  private String putOff(String reason, Duration wait) {
    return "profiles wait for Pyroscope at %s: %s; next try in %d s"
        .formatted(server, reason, Math.max(1, wait.toSeconds()));
  }

  private void dropForRoom(ProfileUpload upload) {
    drop(upload, "no room", "too much waits for Pyroscope at " + server);
  }

  private void drop(ProfileUpload upload, String kind, String why) {
    for (long i = 0; i < upload.calls(); i++) {
      meters.dropped(upload.profile());
    }
    log.warn(
        "push " + kind,
        () ->
            "the profile of %d calls of %s was dropped: %s"
                .formatted(upload.calls(), upload.profile(), why));
  }

  private Instant now() {
    return means.time.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
