package io.aios.mcp.client;

import io.aios.mcp.client.McpUnreachable.Outcome;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Sends a request and waits for its end; a wait that is given up cancels the exchange. */
final class Wire {
  private Wire() {}

  static HttpResponse<Optional<JsonNode>> send(
      HttpClient http, HttpRequest request, Inbox inbox, Duration timeout) {
    CompletableFuture<HttpResponse<Optional<JsonNode>>> exchange =
        http.sendAsync(request, inbox::open);
    try {
      return exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new McpUnreachable(
          Outcome.TIMED_OUT, request.uri() + " did not answer within " + timeout, null);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new McpUnreachable(Outcome.UNKNOWN, "Interrupted while waiting for an answer", null);
    } catch (CancellationException e) {
      throw new McpUnreachable(Outcome.UNKNOWN, "The request was cancelled", e);
    } catch (ExecutionException e) {
      throw failure(request, e.getCause() == null ? e : e.getCause());
    }
  }

  static McpUnreachable failure(HttpRequest request, Throwable cause) {
    boolean notSent =
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    return new McpUnreachable(
        notSent ? Outcome.NOT_SENT : Outcome.UNKNOWN,
        request.uri() + (notSent ? " cannot be reached: " : " gave no answer: ") + cause,
        cause);
  }
}
