package io.aios.mcp.spring;

import io.aios.mcp.RpcRequest;
import io.aios.mcp.TraceMeta;
import io.aios.mcp.server.Reply;
import io.aios.mcp.server.Surrounding;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.function.Supplier;

/**
 * Serves a request whose {@code _meta} names a trace in a span of that trace, linked to the span of
 * the transport (OpenTelemetry semantic conventions for MCP). Others cost nothing: their span is
 * that of the transport. The propagator decides what is valid.
 */
public final class TracedRequests implements Surrounding {
  private final Tracer tracer;
  private final Propagator propagator;

  public TracedRequests(Tracer tracer, Propagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  @Override
  public Reply serve(RpcRequest request, Supplier<Reply> work) {
    if (!TraceMeta.isIn(request.meta())) {
      return work.get();
    }
    Span span = start(request);
    try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
      return work.get();
    } finally {
      span.end();
    }
  }

  private Span start(RpcRequest request) {
    Span.Builder builder =
        propagator
            .extract(request.meta(), TraceMeta::get)
            .kind(Span.Kind.SERVER)
            .name("mcp request")
            .tag("mcp.method.name", request.method());
    Span ambient = tracer.currentSpan();
    if (ambient != null) {
      builder.addLink(new Link(ambient));
    }
    return builder.start();
  }
}
