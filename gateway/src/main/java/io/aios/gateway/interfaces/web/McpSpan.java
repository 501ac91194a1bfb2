package io.aios.gateway.interfaces.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The span of one request to the MCP endpoint. It is begun with what the headers say, before the
 * caller is known, and replaced once if the message names another trace. It belongs to the
 * request's thread.
 */
final class McpSpan {
  private static final String ATTRIBUTE = McpSpan.class.getName();

  private final Tracer tracer;
  private final String name;
  private final long startNanos = System.nanoTime();
  private final Deque<Tracer.SpanInScope> scopes = new ArrayDeque<>(2);
  private Span span;

  McpSpan(Tracer tracer, String name, Span span) {
    this.tracer = tracer;
    this.name = name;
    this.span = span;
    scopes.push(tracer.withSpan(span));
  }

  /** Null where the request is not observed. */
  static @Nullable McpSpan of(HttpServletRequest request) {
    return (McpSpan) request.getAttribute(ATTRIBUTE);
  }

  McpSpan keptIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
    return this;
  }

  String name() {
    return name;
  }

  Span span() {
    return span;
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** The one before is never ended, and so never told to anybody. */
  void replaceWith(Span other) {
    span.abandon();
    span = other;
    scopes.push(tracer.withSpan(other));
  }

  /** Must be called by the thread that began it. */
  void end() {
    while (!scopes.isEmpty()) {
      scopes.pop().close();
    }
    span.end();
  }
}
