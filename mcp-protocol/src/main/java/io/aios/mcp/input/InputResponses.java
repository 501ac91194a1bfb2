package io.aios.mcp.input;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers that came with a repeated call, by the keys of the questions. Keys that nobody asked
 * for are never looked at. Answers are the client's word: no proof that a person gave them.
 *
 * @param json each member an object; read only
 */
public record InputResponses(ObjectNode json) {
  public static final InputResponses NONE = new InputResponses(McpJson.object());

  /** A directory or file that the client works in. */
  public record Root(String uri, @Nullable String name) {}

  /**
   * Reads {@code inputResponses}.
   *
   * @param json null if absent
   * @throws McpError if it is not an object of objects
   */
  public static InputResponses of(@Nullable JsonNode json) {
    if (json == null) {
      return NONE;
    }
    if (!(json instanceof ObjectNode answers)) {
      throw McpError.invalidParams("'inputResponses' must be an object");
    }
    answers.forEachEntry(
        (key, answer) -> {
          if (!answer.isObject()) {
            throw McpError.invalidParams("The input response '" + key + "' must be an object");
          }
        });
    return new InputResponses(answers);
  }

  /** The user's answer to a form or a page, or empty if it must be asked (again). */
  public Optional<Elicitation> elicitation(String key) {
    return read(key, Elicitation::of);
  }

  /** What the client's model said: {@code role}, {@code content}, {@code model}. */
  public Optional<ObjectNode> sampled(String key) {
    return read(key, JsonNode::asObject);
  }

  public Optional<List<Root>> roots(String key) {
    return read(key, InputResponses::readRoots);
  }

  private static List<Root> readRoots(JsonNode answer) {
    if (!answer.path("roots").isArray()) {
      throw new IllegalArgumentException("'roots' must be an array");
    }
    return answer
        .path("roots")
        .valueStream()
        .map(root -> new Root(root.path("uri").asString(""), root.path("name").stringValue(null)))
        .toList();
  }

  private <T> Optional<T> read(String key, Function<JsonNode, T> reader) {
    try {
      return Optional.ofNullable(json.get(key)).map(reader);
    } catch (IllegalArgumentException e) {
      throw McpError.invalidParams("The input response '" + key + "': " + e.getMessage());
    }
  }
}
