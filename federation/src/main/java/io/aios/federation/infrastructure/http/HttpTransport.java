package io.aios.federation.infrastructure.http;

import io.aios.federation.infrastructure.mcp.Outgoing;
import io.aios.federation.infrastructure.mcp.Transport;
import io.aios.federation.usecase.PeerFailure;
import io.aios.federation.usecase.PeerFailure.Code;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.platform.web.LimitedStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streamable HTTP, one request a message. A request is read on a thread of its own, while its
 * caller waits no longer than the time limit, however slowly the server lets bytes drip.
 */
final class HttpTransport implements Transport {
  private static final String SESSION = "Mcp-Session-Id";
  private static final Pattern SESSION_ID = Pattern.compile("[\\x21-\\x7e]{1,1024}");
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final CloseableHttpClient http;
  private final URI endpoint;
  private final Map<String, String> credential;
  private final long maxReply;
  private volatile @Nullable String session;
  private volatile boolean expired;

  HttpTransport(
      CloseableHttpClient http, URI endpoint, Map<String, String> credential, long maxReply) {
    this.http = http;
    this.endpoint = endpoint;
    this.credential = Map.copyOf(credential);
    this.maxReply = maxReply;
  }

  @Override
  public JsonNode request(Outgoing request, Duration timeout, Listener listener) {
    HttpPost post = post(request, request.message());
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    Thread.ofVirtual().name("external-call").start(() -> exchange(post, request, listener, reply));
    try {
      return reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      giveUp(post, request);
      throw new PeerFailure(
          Code.TIMED_OUT, "It did not answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      giveUp(post, request);
      Thread.currentThread().interrupt();
      throw new PeerFailure(Code.CANCELLED, "The caller went away", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PeerFailure failure
          ? failure
          : new PeerFailure(Code.SERVER_UNREACHABLE, String.valueOf(e.getCause()), e);
    }
  }

  /** In the old era the end of a connection says nothing; it takes a message. */
  private void giveUp(HttpPost post, Outgoing request) {
    post.abort();
    if (!request.modern() && !request.method().equals(Methods.INITIALIZE)) {
      // Whoever gave up does not wait for the server to take note.
      Thread.ofVirtual().name("external-farewell").start(() -> send(request.cancelled()));
    }
  }

  private void exchange(
      HttpPost post, Outgoing request, Listener listener, CompletableFuture<JsonNode> reply) {
    try (ClassicHttpResponse response = http.executeOpen(null, post, null)) {
      try {
        received(response, request, listener, reply);
      } finally {
        // Closing would read on, for as long as the server likes.
        post.abort();
      }
    } catch (PeerFailure failure) {
      reply.completeExceptionally(failure);
    } catch (ReplyTooLong tooLong) {
      reply.completeExceptionally(
          new PeerFailure(Code.ANSWER_TOO_LONG, String.valueOf(tooLong.getMessage()), tooLong));
    } catch (IOException | RuntimeException broken) {
      reply.completeExceptionally(
          new PeerFailure(Code.SERVER_UNREACHABLE, "It gives no answer: " + broken, broken));
    }
  }

  private void received(
      ClassicHttpResponse response,
      Outgoing request,
      Listener listener,
      CompletableFuture<JsonNode> reply)
      throws IOException {
    checkStatus(response);
    if (response.getEntity() == null || response.getEntity().getContent() == null) {
      throw new PeerFailure(
          refusal(response.getCode()), "It answers with HTTP status " + response.getCode());
    }
    if (request.method().equals(Methods.INITIALIZE)) {
      session = sessionOf(response);
    }
    String type = String.valueOf(response.getEntity().getContentType());
    ReplyReader reader =
        new ReplyReader(
            new LimitedStream(
                response.getEntity().getContent(), maxReply, () -> new ReplyTooLong(maxReply)),
            listener,
            message -> answer(request, message));
    JsonNode answered =
        type.startsWith("text/event-stream") ? reader.events(request.id()) : reader.plain();
    if (answered == null) {
      throw new PeerFailure(
          refusal(response.getCode()),
          "Its answer (HTTP status %d) holds no reply".formatted(response.getCode()));
    }
    reply.complete(answered);
  }

  private void checkStatus(ClassicHttpResponse response) {
    int status = response.getCode();
    if (status == 401 || status == 403) {
      throw new PeerFailure(
          Code.CREDENTIAL_REFUSED, "It refuses the credential with HTTP status " + status);
    }
    if (status >= 300 && status < 400) {
      throw new PeerFailure(
          Code.ANSWER_UNUSABLE, "It sends callers elsewhere (HTTP status " + status + ")");
    }
    if (status == 404 && session != null) {
      // The session is over: the next request opens another.
      expired = true;
    }
  }

  private static Code refusal(int status) {
    return status >= 500
        ? Code.SERVER_UNREACHABLE
        : status >= 400 ? Code.SERVER_REFUSED : Code.ANSWER_UNUSABLE;
  }

  private static @Nullable String sessionOf(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(SESSION);
    String id = header == null ? null : header.getValue();
    return id != null && SESSION_ID.matcher(id).matches() ? id : null;
  }

  /** The answer to what the server asked, which only the old era does. */
  private void answer(Outgoing request, ObjectNode message) {
    push(post(new Outgoing(0, "", McpJson.object(), request.version(), false, Map.of()), message));
  }

  @Override
  public void send(Outgoing notification) {
    push(post(notification, notification.message()));
  }

  /** Waits for the server to take it, but not for long. */
  private void push(HttpUriRequestBase request) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("external-notification")
        .start(
            () -> {
              try (ClassicHttpResponse _ = http.executeOpen(null, request, null)) {
                request.abort();
              } catch (IOException | RuntimeException e) {
                // Whoever needs the server hears of it with the next request.
              } finally {
                taken.complete(null);
              }
            });
    try {
      taken.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      request.abort();
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
    }
  }

  private HttpPost post(Outgoing request, ObjectNode message) {
    HttpPost post = new HttpPost(endpoint);
    post.setHeader("Accept", "application/json, text/event-stream");
    if (!request.version().isEmpty() && !request.method().equals(Methods.INITIALIZE)) {
      post.setHeader(McpHeaders.PROTOCOL_VERSION, request.version());
    }
    if (request.modern()) {
      post.setHeader(McpHeaders.METHOD, request.method());
    }
    request.headers().forEach(post::setHeader);
    addOwn(post);
    post.setEntity(
        new ByteArrayEntity(
            message.toString().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
    return post;
  }

  private void addOwn(HttpUriRequestBase request) {
    String id = session;
    if (id != null) {
      request.setHeader(SESSION, id);
    }
    credential.forEach(request::setHeader);
  }

  @Override
  public boolean alive() {
    return !expired;
  }

  /** Tells a server that keeps sessions that this one is over. */
  @Override
  public void close() {
    if (session != null && !expired) {
      expired = true;
      HttpDelete farewell = new HttpDelete(endpoint);
      addOwn(farewell);
      push(farewell);
    }
    expired = true;
  }
}
