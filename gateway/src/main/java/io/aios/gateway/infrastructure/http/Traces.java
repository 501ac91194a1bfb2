package io.aios.gateway.infrastructure.http;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Makes the gateway's own span the parent of the service's (W3C Trace Context). */
@Component
final class Traces {
  private final Tracer tracer;

  Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  void addTo(BiConsumer<String, String> headers) {
    Span span = tracer.currentSpan();
    if (span != null) {
      TraceContext trace = span.context();
      String flags = Boolean.TRUE.equals(trace.sampled()) ? "-01" : "-00";
      headers.accept("traceparent", "00-" + trace.traceId() + '-' + trace.spanId() + flags);
    }
  }
}
