package io.aios.mcp.prompts;

import io.aios.mcp.Role;
import io.aios.mcp.server.RpcResult;
import io.aios.mcp.tools.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A prompt that was filled.
 *
 * @param description null if there is none
 */
public record PromptResult(@Nullable String description, List<PromptMessage> messages) {

  public PromptResult {
    messages = List.copyOf(messages);
  }

  public static PromptResult of(PromptMessage... messages) {
    return new PromptResult(null, List.of(messages));
  }

  /**
   * What a server answered.
   *
   * @throws IllegalArgumentException if a message has no known role
   */
  public static PromptResult of(JsonNode result) {
    return new PromptResult(
        result.path("description").stringValue(null),
        result
            .path("messages")
            .valueStream()
            .map(
                message ->
                    new PromptMessage(
                        Role.of(message.path("role").asString("")),
                        Content.of(message.path("content"))))
            .toList());
  }

  RpcResult toRpcResult() {
    return RpcResult.of(this::write);
  }

  private void write(JsonGenerator json) {
    if (description != null) {
      json.writeStringProperty("description", description);
    }
    json.writeArrayPropertyStart("messages");
    for (PromptMessage message : messages) {
      json.writeStartObject();
      json.writeStringProperty("role", message.role().wire());
      json.writeName("content");
      message.content().write(json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
