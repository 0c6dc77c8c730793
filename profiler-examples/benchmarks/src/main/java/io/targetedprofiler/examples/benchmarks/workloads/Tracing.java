package io.targetedprofiler.examples.benchmarks.workloads;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** OpenTelemetry's SDK: every span is sampled and batched; the exporter sends nothing. */
public final class Tracing {

  /**
   * It warns of each full queue, of which there are many; held, or the level would be collected.
   */
  private static final Logger LOGGER = Logger.getLogger(BatchSpanProcessor.class.getName());

  private static final AtomicLong EXPORTED = new AtomicLong();

  private static final SdkTracerProvider PROVIDER =
      SdkTracerProvider.builder()
          .setSampler(Sampler.alwaysOn())
          .addSpanProcessor(BatchSpanProcessor.builder(new Counter()).build())
          .build();

  /** What makes the spans. */
  public static final Tracer TRACER = PROVIDER.get("benchmarks");

  static {
    LOGGER.setLevel(Level.OFF);
  }

  private Tracing() {}

  /** How many spans came as far as the exporter; the others found the batch's queue full. */
  public static long exported() {
    PROVIDER.forceFlush().join(10, TimeUnit.SECONDS);
    return EXPORTED.get();
  }

  private static final class Counter implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      EXPORTED.addAndGet(spans.size());
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
