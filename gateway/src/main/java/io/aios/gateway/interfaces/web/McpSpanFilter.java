package io.aios.gateway.interfaces.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Span and timer of requests to the MCP endpoint, named as Spring's observation of HTTP requests
 * names them, for a third of its cost: the tags of a timer are put together once.
 */
final class McpSpanFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient McpTraces traces;
  private final transient MeterRegistry registry;
  private final transient ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

  McpSpanFilter(McpTraces traces, MeterRegistry registry) {
    this.traces = traces;
    this.registry = registry;
  }

  private record Key(String method, String uri, int status, String exception) {}

  static boolean isMcp(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(McpHandler.PATH)
        && (path.length() == McpHandler.PATH.length()
            || path.charAt(McpHandler.PATH.length()) == '/');
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isMcp(request)) {
      chain.doFilter(request, response);
      return;
    }
    String method = methodOf(request);
    String uri =
        request.getRequestURI().length() == McpHandler.PATH.length()
            ? McpHandler.PATH
            : McpHandler.PATH + "/*";
    McpSpan observed = traces.begin(request, "http " + method + ' ' + uri);
    String exception = "none";
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      exception = e.getClass().getSimpleName();
      observed.span().error(e);
      throw e;
    } finally {
      int status = response.getStatus();
      Span span = observed.span();
      if (!span.isNoop()) {
        span.tag("method", method).tag("uri", uri).tag("status", status);
      }
      observed.end();
      timers
          .computeIfAbsent(new Key(method, uri, status, exception), this::timer)
          .record(Duration.ofNanos(observed.elapsedNanos()));
    }
  }

  /** A method that does not exist makes no time series of its own. */
  private static String methodOf(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "POST" -> "POST";
      case "GET" -> "GET";
      case "DELETE" -> "DELETE";
      case "OPTIONS" -> "OPTIONS";
      default -> "other";
    };
  }

  private Timer timer(Key key) {
    return Timer.builder("http.server.requests")
        .tags("method", key.method(), "uri", key.uri(), "status", String.valueOf(key.status()))
        .tags("outcome", outcome(key.status()), "exception", key.exception())
        .tag("error", key.exception())
        .register(registry);
  }

  private static String outcome(int status) {
    return switch (status / 100) {
      case 1 -> "INFORMATIONAL";
      case 2 -> "SUCCESS";
      case 3 -> "REDIRECTION";
      case 4 -> "CLIENT_ERROR";
      case 5 -> "SERVER_ERROR";
      default -> "UNKNOWN";
    };
  }
}
