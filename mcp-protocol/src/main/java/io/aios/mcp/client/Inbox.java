package io.aios.mcp.client;

import io.aios.mcp.McpJson;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Receives the reply to one request: plain JSON, or an event stream that ends with it. */
final class Inbox {
  private final long maxBytes;
  private final Consumer<JsonNode> notifications;

  /**
   * @param maxBytes of the whole reply, notifications included
   * @param notifications hears them as they come
   */
  Inbox(long maxBytes, Consumer<JsonNode> notifications) {
    this.maxBytes = maxBytes;
    this.notifications = notifications;
  }

  /** The reply as a message; empty where the body is none. */
  BodySubscriber<Optional<JsonNode>> open(ResponseInfo response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return BodySubscribers.limiting(
        type.startsWith("text/event-stream") ? events() : plain(), maxBytes);
  }

  private static BodySubscriber<Optional<JsonNode>> plain() {
    return BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), Inbox::parse);
  }

  private BodySubscriber<Optional<JsonNode>> events() {
    AtomicReference<@Nullable JsonNode> reply = new AtomicReference<>();
    EventStream events =
        new EventStream(event -> parse(event).ifPresent(message -> received(message, reply)));
    return BodySubscribers.fromLineSubscriber(
        events, done -> Optional.ofNullable(reply.get()), StandardCharsets.UTF_8, null);
  }

  private void received(JsonNode message, AtomicReference<@Nullable JsonNode> reply) {
    if (message.has("method")) {
      notifications.accept(message);
    } else {
      reply.set(message);
    }
  }

  private static Optional<JsonNode> parse(String body) {
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(McpJson.MAPPER.readTree(body));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }
}
