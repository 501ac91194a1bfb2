package io.aios.gateway.infrastructure.http;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.http.UpstreamClient.ToolConnections;
import io.aios.gateway.usecase.CallerConnection;
import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.RoutedTo;
import io.aios.platform.web.LimitedStream;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * How Spring Cloud Gateway's routes reach their services: over the same pool and under the same
 * watch as tool calls. Its own exchange reads an abandoned reply to its end before it closes it,
 * which for an event stream is never.
 */
@Component
final class PooledProxyExchange implements ProxyExchange {
  private static final int CHUNK = 8 * 1024;

  private final CloseableHttpClient client;
  private final RequestConfig config;
  private final UpstreamProperties properties;
  private final CallWatch watch;
  private final Instances instances;

  PooledProxyExchange(
      ToolConnections connections,
      Instances instances,
      UpstreamProperties properties,
      CallWatch watch) {
    this.client = connections.client();
    this.config = connections.config();
    this.instances = instances;
    this.properties = properties;
    this.watch = watch;
  }

  @Override
  public ServerResponse exchange(Request request) {
    URI uri = Objects.requireNonNull(request.getUri(), "the load balancer gave no address");
    HttpServletRequest inbound = request.getServerRequest().servletRequest();
    Optional<RoutedBody> body = body(request.getMethod(), inbound);
    RunningCall running = new RunningCall(properties.maxStream(), true, caller(inbound, body));
    watch.add(running);
    try {
      HttpUriRequestBase outbound = outbound(request, uri, body);
      running.runs(outbound);
      return respond(request, client.executeOpen(host(request, uri), outbound, null), running);
    } catch (IOException e) {
      watch.remove(running);
      throw explain(e, uri, running.finish());
    } catch (IllegalStateException e) {
      // The client's answer where the watch ends a call that is about to be sent.
      watch.remove(running);
      RunningCall.End end = running.finish();
      throw end == RunningCall.End.DONE ? e : explain(new IOException(e), uri, end);
    } catch (RuntimeException e) {
      watch.remove(running);
      throw e;
    }
  }

  private HttpHost host(Request request, URI uri) {
    RoutedTo target =
        (RoutedTo) request.getServerRequest().attribute(RoutedTo.class.getName()).orElseThrow();
    return instances
        .at(target.service(), uri)
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.SERVICE_UNAVAILABLE,
                    "The service at " + uri.getAuthority() + " shows no certificate"))
        .host();
  }

  private static Optional<CallerConnection> caller(
      HttpServletRequest request, Optional<RoutedBody> body) {
    return Optional.ofNullable(
            (CallerConnection) request.getAttribute(CallerConnection.class.getName()))
        .map(caller -> body.map(sent -> sent.afterwards(caller)).orElse(caller));
  }

  private HttpUriRequestBase outbound(Request request, URI uri, Optional<RoutedBody> body) {
    HttpUriRequestBase outbound = new HttpUriRequestBase(request.getMethod().name(), uri);
    outbound.setConfig(config);
    request
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> outbound.addHeader(name, value)));
    Traces.addTo(outbound::setHeader);
    outbound.removeHeaders(HttpHeaders.CONTENT_LENGTH);
    body.ifPresent(outbound::setEntity);
    return outbound;
  }

  private Optional<RoutedBody> body(HttpMethod method, HttpServletRequest inbound) {
    if (!hasBody(method, inbound)) {
      return Optional.empty();
    }
    long limit = properties.maxBody().toBytes();
    if (inbound.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    try {
      InputStream body =
          new LimitedStream(
              inbound.getInputStream(),
              limit,
              () -> new IOException("over the limit", tooLarge(limit)));
      return Optional.of(new RoutedBody(body, inbound.getContentLengthLong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem tooLarge(long limit) {
    return new Problem(
            ProblemType.BODY_TOO_LARGE, "The body has more than the limit of " + limit + " bytes")
        .with("limit", limit);
  }

  private static boolean hasBody(HttpMethod method, HttpServletRequest inbound) {
    return inbound.getContentLengthLong() > 0
        || inbound.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || method.equals(HttpMethod.POST);
  }

  private ServerResponse respond(Request request, ClassicHttpResponse answer, RunningCall running) {
    HttpHeaders headers = new HttpHeaders();
    for (Header header : answer.getHeaders()) {
      headers.add(header.getName(), header.getValue());
    }
    ServerResponse response =
        GatewayServerResponse.status(answer.getCode())
            .build(
                (servletRequest, servletResponse) -> {
                  try (answer) {
                    copy(answer.getEntity(), servletResponse);
                  } finally {
                    watch.remove(running);
                    running.finish();
                  }
                  return null;
                });
    Answer head = new Answer(HttpStatusCode.valueOf(answer.getCode()), headers);
    request.getResponseConsumers().forEach(consumer -> consumer.accept(head, response));
    return response;
  }

  private record Answer(HttpStatusCode status, HttpHeaders headers)
      implements ProxyExchange.Response {
    @Override
    public HttpStatusCode getStatusCode() {
      return status;
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }
  }

  /** An event stream is flushed piece by piece; a failed write ends the exchange at once. */
  private static void copy(@Nullable HttpEntity entity, HttpServletResponse response)
      throws IOException {
    if (entity == null) {
      return;
    }
    String type = entity.getContentType();
    boolean flushing = type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    byte[] chunk = new byte[CHUNK];
    InputStream body = entity.getContent();
    OutputStream out = response.getOutputStream();
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      out.write(chunk, 0, read);
      if (flushing) {
        out.flush();
      }
    }
  }

  private static RuntimeException explain(IOException failure, URI uri, RunningCall.End end) {
    return switch (end) {
      case CALLER_GONE -> new CallerGone();
      case TIMED_OUT ->
          new Problem(ProblemType.TIMED_OUT, uri.getAuthority() + " did not answer", failure);
      case RUNNING, DONE ->
          failure.getCause() instanceof Problem problem
              ? problem
              : new Problem(
                  ProblemType.SERVICE_UNAVAILABLE,
                  "The service at " + uri.getAuthority() + " cannot be reached",
                  failure);
    };
  }
}
