package io.aios.gateway.infrastructure.http;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.function.BiConsumer;

/** Makes the gateway's own span the parent of the service's (W3C Trace Context, W3C Baggage). */
final class Traces {
  private static final TextMapPropagator W3C =
      TextMapPropagator.composite(
          W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

  private Traces() {}

  static void addTo(BiConsumer<String, String> headers) {
    W3C.inject(Context.current(), headers, (to, name, value) -> headers.accept(name, value));
  }
}
