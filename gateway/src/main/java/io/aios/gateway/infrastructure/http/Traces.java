package io.aios.gateway.infrastructure.http;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.apache.hc.core5.http.HttpRequest;
import org.springframework.stereotype.Component;

/** Makes the gateway's own span the parent of the service's (W3C Trace Context). */
@Component
final class Traces {
  private final Tracer tracer;

  Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  void addTo(HttpRequest request) {
    Span span = tracer.currentSpan();
    if (span != null) {
      TraceContext trace = span.context();
      String flags = Boolean.TRUE.equals(trace.sampled()) ? "-01" : "-00";
      request.setHeader("traceparent", "00-" + trace.traceId() + '-' + trace.spanId() + flags);
    }
  }
}
