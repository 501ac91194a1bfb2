package io.aios.federation.infrastructure.http;

import io.aios.federation.infrastructure.mcp.Incoming;
import io.aios.federation.infrastructure.mcp.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the reply to one request: plain JSON, or server-sent events of which one is the reply.
 *
 * @param answers takes answers to what the server asks meanwhile
 */
record ReplyReader(InputStream body, Transport.Listener listener, Consumer<ObjectNode> answers) {

  @Nullable JsonNode plain() throws IOException {
    return Incoming.of(body.readAllBytes()) instanceof Incoming.Reply(JsonNode message)
        ? message
        : null;
  }

  /**
   * @param id of the request; other replies are not for it
   */
  @Nullable JsonNode events(long id) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        if (!data.isEmpty()) {
          data.append('\n');
        }
        data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
      } else if (line.isEmpty() && !data.isEmpty()) {
        JsonNode reply = event(data.toString(), id);
        data.setLength(0);
        if (reply != null) {
          return reply;
        }
      }
    }
    return data.isEmpty() ? null : event(data.toString(), id);
  }

  private @Nullable JsonNode event(String data, long id) {
    switch (Incoming.of(data)) {
      case Incoming.Reply(JsonNode message) -> {
        // An error that belongs to no request can only be about this one.
        JsonNode to = message.path("id");
        return to.asLong(id) == id || to.isNull() ? message : null;
      }
      case Incoming.Notification(String method, JsonNode params) ->
          listener.notified(method, params);
      case Incoming.Request(ObjectNode answer) -> answers.accept(answer);
      case Incoming.Noise() -> {}
    }
    return null;
  }
}
