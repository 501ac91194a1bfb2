package io.aios.gateway;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;

/** The latest spans of a gateway and of the server behind it. */
final class SeenSpans implements SpanExporter {
  private static final int KEPT = 2_000;

  private final ConcurrentLinkedDeque<SpanData> spans = new ConcurrentLinkedDeque<>();

  @Override
  public CompletableResultCode export(Collection<SpanData> ended) {
    spans.addAll(ended);
    while (spans.size() > KEPT) {
      spans.pollFirst();
    }
    return CompletableResultCode.ofSuccess();
  }

  /** A span ends a moment after its answer has come. */
  SpanData of(String service, String trace) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      for (SpanData span : spans) {
        if (span.getTraceId().equals(trace) && service.equals(serviceOf(span))) {
          return span;
        }
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError("No span of " + service + " in trace " + trace);
  }

  /** With their attributes and events. */
  List<String> all() {
    return spans.stream().map(String::valueOf).toList();
  }

  private static String serviceOf(SpanData span) {
    return String.valueOf(
        span.getResource()
            .getAttribute(io.opentelemetry.api.common.AttributeKey.stringKey("service.name")));
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
