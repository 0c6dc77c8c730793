package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.examples.benchmarks.workloads.CallEvent;
import io.targetedprofiler.examples.benchmarks.workloads.Instrumented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jdk.jfr.EventSettings;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A flight recording of one kind of event to temporary files, of which the last megabytes are kept
 * until the end.
 */
@State(Scope.Benchmark)
public abstract class FlightRecording {

  private static final long KEPT_BYTES = 32L << 20;

  private final String event;
  private final Map<String, String> settings;
  private final Recording recording = new Recording();

  FlightRecording(String event, Map<String, String> settings) {
    this.event = event;
    this.settings = settings;
  }

  /** Starts the recording. */
  @Setup(Level.Trial)
  public void start() {
    EventSettings enabled = recording.enable(event);
    settings.forEach(enabled::with);
    recording.setToDisk(true);
    recording.setMaxSize(KEPT_BYTES);
    recording.start();
  }

  /** Ends it, makes sure that it has such an event, and deletes its files. */
  @TearDown(Level.Trial)
  public void stop() throws IOException {
    Path file = Files.createTempFile("benchmark", ".jfr");
    try (recording) {
      recording.stop();
      recording.dump(file);
      if (!hasEvent(file)) {
        throw new IllegalStateException("no event was recorded: " + event);
      }
    } finally {
      Files.delete(file);
    }
  }

  private boolean hasEvent(Path file) throws IOException {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        if (events.readEvent().getEventType().getName().equals(event)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Our own event. */
  public static class OfEvents extends FlightRecording {
    public OfEvents() {
      super(CallEvent.class.getName(), Map.of());
    }
  }

  /** JFR's figures of each instrumented method; needs JDK 25. */
  public static class OfMethodTiming extends FlightRecording {
    public OfMethodTiming() {
      super("jdk.MethodTiming", Map.of("filter", "@" + Instrumented.class.getName()));
    }
  }

  /** JFR's event for each call of an instrumented method; needs JDK 25. */
  public static class OfMethodTrace extends FlightRecording {
    public OfMethodTrace() {
      super("jdk.MethodTrace", Map.of("filter", "@" + Instrumented.class.getName()));
    }
  }
}
