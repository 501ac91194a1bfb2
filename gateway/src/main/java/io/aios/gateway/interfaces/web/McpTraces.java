package io.aios.gateway.interfaces.web;

import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.TraceMeta;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Joins requests over MCP to their callers' traces: by HTTP header, and by {@code _meta} of the
 * message, which wins, as OpenTelemetry's conventions for MCP ask.
 */
@Component
final class McpTraces {
  private static final TextMapPropagator TRACE = W3CTraceContextPropagator.getInstance();
  private static final TextMapPropagator TRACE_AND_BAGGAGE =
      TextMapPropagator.composite(TRACE, W3CBaggagePropagator.getInstance());
  private static final TextMapGetter<Carrier> GETTER = new CarrierGetter();

  private final Tracer tracer;
  private final Propagator propagator;
  private final Clock clock;

  McpTraces(Tracer tracer, Propagator propagator, Clock clock) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.clock = clock;
  }

  /** The span of a request of which only the headers are known. */
  McpSpan begin(HttpServletRequest request, String name) {
    Span span =
        propagator
            .extract(request, (from, key) -> TraceMeta.bounded(from.getHeader(key)))
            .kind(Span.Kind.SERVER)
            .name(name)
            .start();
    return new McpSpan(tracer, name, span).keptIn(request);
  }

  /**
   * Puts the request's span into the trace that its message names; what is not valid there is as
   * good as absent (W3C Trace Context, 3.2). The trace of the headers becomes a link.
   */
  void join(HttpServletRequest request, RpcRequest message) {
    ObjectNode meta = message.meta();
    McpSpan begun = McpSpan.of(request);
    if (begun == null || !TraceMeta.isIn(meta)) {
      return;
    }
    SpanContext named = spanIn(key -> TraceMeta.get(meta, key));
    SpanContext ambient = spanIn(key -> TraceMeta.bounded(request.getHeader(key)));
    if (!named.isValid() || isSame(named, ambient)) {
      return;
    }
    Instant start = clock.instant().minusNanos(begun.elapsedNanos());
    Span.Builder span =
        propagator
            .extract(meta, TraceMeta::get)
            .kind(Span.Kind.SERVER)
            .name(begun.name())
            .startTimestamp(ChronoUnit.MICROS.between(Instant.EPOCH, start), TimeUnit.MICROSECONDS);
    if (ambient.isValid()) {
      span.addLink(linkTo(ambient));
    }
    begun.replaceWith(span.start());
  }

  private Link linkTo(SpanContext other) {
    return new Link(
        tracer
            .traceContextBuilder()
            .traceId(other.getTraceId())
            .spanId(other.getSpanId())
            .sampled(other.isSampled())
            .build());
  }

  private static boolean isSame(SpanContext one, SpanContext other) {
    return one.getTraceId().equals(other.getTraceId()) && one.getSpanId().equals(other.getSpanId());
  }

  private static SpanContext spanIn(Carrier carrier) {
    Context remote = TRACE.extract(Context.root(), carrier, GETTER);
    return io.opentelemetry.api.trace.Span.fromContext(remote).getSpanContext();
  }

  /**
   * A message as its server gets it. One that names a trace names the gateway's span instead of the
   * caller's; one that does not stays what it is, as the header says it already.
   */
  static RpcRequest passedOn(RpcRequest message) {
    if (!TraceMeta.isIn(message.meta())) {
      return message;
    }
    ObjectNode params = McpJson.object().setAll(message.params());
    ObjectNode meta = McpJson.object().setAll(message.meta());
    meta.remove(TraceMeta.KEYS);
    TRACE_AND_BAGGAGE.inject(Context.current(), meta, McpTraces::put);
    params.set(MetaKeys.META, meta);
    return new RpcRequest(message.id(), message.method(), params);
  }

  private static void put(@Nullable ObjectNode meta, String key, String value) {
    if (meta != null) {
      meta.put(key, value);
    }
  }

  /** Whatever has values by name. */
  @FunctionalInterface
  private interface Carrier {
    @Nullable String get(String key);
  }

  private static final class CarrierGetter implements TextMapGetter<Carrier> {
    @Override
    public Iterable<String> keys(Carrier carrier) {
      return TraceMeta.KEYS;
    }

    @Override
    public @Nullable String get(@Nullable Carrier carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
