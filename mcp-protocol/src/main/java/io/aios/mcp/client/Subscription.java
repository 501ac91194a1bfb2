package io.aios.mcp.client;

import io.aios.mcp.McpError;
import io.aios.mcp.Methods;
import io.aios.mcp.client.McpUnreachable.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An open {@code subscriptions/listen}; closing it closes the connection. */
public final class Subscription implements AutoCloseable {
  private final ChangeListener listener;
  private final CompletableFuture<JsonNode> accepted = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<?> exchange;
  private volatile boolean closed;

  private Subscription(ChangeListener listener) {
    this.listener = listener;
  }

  /**
   * Waits for the server's acknowledgement.
   *
   * @throws McpError if it refuses
   * @throws McpUnreachable if it does not answer in time
   */
  static Subscription open(
      HttpClient http,
      HttpRequest request,
      long maxBytes,
      ChangeListener listener,
      Duration timeout) {
    Subscription subscription = new Subscription(listener);
    Inbox inbox = new Inbox(maxBytes, subscription::heard);
    CompletableFuture<HttpResponse<Optional<JsonNode>>> exchange =
        http.sendAsync(request, inbox::open);
    subscription.exchange = exchange;
    CompletableFuture<?> _ =
        exchange.whenComplete(
            (response, failure) ->
                subscription.ended(
                    failure == null ? refusal(response) : Wire.failure(request, causeOf(failure))));
    subscription.await(request, timeout);
    return subscription;
  }

  private void await(HttpRequest request, Duration timeout) {
    try {
      accepted.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      close();
      throw new McpUnreachable(
          Outcome.TIMED_OUT, request.uri() + " did not answer within " + timeout, null);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new McpUnreachable(Outcome.UNKNOWN, "Interrupted while waiting for an answer", null);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static @Nullable RuntimeException refusal(HttpResponse<Optional<JsonNode>> response) {
    try {
      Replies.result(response);
      return null;
    } catch (McpError refused) {
      return refused;
    }
  }

  private void heard(JsonNode message) {
    JsonNode params = message.path("params");
    switch (message.path("method").asString("")) {
      case Methods.SUBSCRIPTIONS_ACKNOWLEDGED -> {
        listener.accepted(params.path("notifications"));
        accepted.complete(params);
      }
      case Methods.TOOLS_CHANGED -> listener.toolsChanged();
      case Methods.PROMPTS_CHANGED -> listener.promptsChanged();
      case Methods.RESOURCES_CHANGED -> listener.resourcesChanged();
      case Methods.RESOURCE_UPDATED -> listener.resourceUpdated(params.path("uri").asString(""));
      case Methods.TASKS_NOTIFICATION -> listener.taskChanged(params);
      default -> {
        // not asked for: nothing to tell
      }
    }
  }

  private void ended(@Nullable RuntimeException failure) {
    RuntimeException early =
        failure == null ? McpError.internal("The server ended before it acknowledged") : failure;
    if (!accepted.completeExceptionally(early) && !closed) {
      listener.ended(failure);
    }
  }

  @Override
  public void close() {
    closed = true;
    CompletableFuture<?> open = exchange;
    if (open != null) {
      open.cancel(true);
    }
  }
}
