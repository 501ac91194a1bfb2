package io.aios.mcp.input;

import io.aios.mcp.McpJson;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One question to the client. Each kind needs a capability that the call must declare. */
public sealed interface InputRequest {

  /**
   * Asks the user to fill in a form. Never for secrets: those need {@link Url}.
   *
   * @param message shown to the user
   * @param requestedSchema a flat object schema of primitive properties
   */
  record Form(String message, ObjectNode requestedSchema) implements InputRequest {}

  /**
   * Asks the user to visit a page; an answer that accepts says only that it was opened.
   *
   * @param message why
   */
  record Url(String message, URI url) implements InputRequest {}

  /**
   * Asks the client's model. Deprecated by the specification, and removed in 2027 at the earliest.
   *
   * @param params of {@code sampling/createMessage}: {@code messages}, {@code maxTokens} and others
   */
  record Sampling(ObjectNode params) implements InputRequest {}

  /** Asks which directories the client works in. Deprecated as {@link Sampling} is. */
  record Roots() implements InputRequest {}

  /**
   * Reads a question as it came over the wire.
   *
   * @throws IllegalArgumentException if it is of no kind known here
   */
  static InputRequest of(JsonNode json) {
    String method = json.path("method").asString("");
    ObjectNode params = json.get("params") instanceof ObjectNode given ? given : McpJson.object();
    return switch (method) {
      case "elicitation/create" -> elicitation(params);
      case "sampling/createMessage" -> new Sampling(params);
      case "roots/list" -> new Roots();
      default -> throw new IllegalArgumentException("Unknown kind of question '" + method + "'");
    };
  }

  private static InputRequest elicitation(ObjectNode params) {
    String message = params.path("message").asString("");
    String mode = params.path("mode").asString("form");
    return switch (mode) {
      case "form" -> new Form(message, schema(params));
      case "url" -> new Url(message, URI.create(params.path("url").asString("")));
      default -> throw new IllegalArgumentException("Unknown elicitation mode '" + mode + "'");
    };
  }

  private static ObjectNode schema(ObjectNode params) {
    if (params.get("requestedSchema") instanceof ObjectNode schema) {
      return schema;
    }
    throw new IllegalArgumentException("'requestedSchema' must be an object");
  }

  /** The question as the wire has it: method and parameters. */
  default ObjectNode toJson() {
    ObjectNode json = McpJson.object();
    switch (this) {
      case Form(String message, ObjectNode schema) -> {
        ObjectNode params = json.put("method", "elicitation/create").putObject("params");
        params.put("mode", "form").put("message", message).set("requestedSchema", schema);
      }
      case Url(String message, URI url) -> {
        ObjectNode params = json.put("method", "elicitation/create").putObject("params");
        params.put("mode", "url").put("message", message).put("url", url.toString());
      }
      case Sampling(ObjectNode params) ->
          json.put("method", "sampling/createMessage").set("params", params);
      case Roots() -> json.put("method", "roots/list").putObject("params");
    }
    return json;
  }

  /** The client capability that the question needs, such as {@code {"elicitation":{"url":{}}}}. */
  default ObjectNode capability() {
    ObjectNode needed = McpJson.object();
    switch (this) {
      case Form form -> needed.putObject("elicitation");
      case Url url -> needed.putObject("elicitation").putObject("url");
      case Sampling(ObjectNode params) -> {
        ObjectNode sampling = needed.putObject("sampling");
        if (params.has("tools") || params.has("toolChoice")) {
          sampling.putObject("tools");
        }
      }
      case Roots() -> needed.putObject("roots");
    }
    return needed;
  }

  /**
   * Whether a client with these capabilities can be asked.
   *
   * @param capabilities as the request declared them; an empty {@code elicitation} means forms only
   */
  default boolean isAllowedBy(JsonNode capabilities) {
    JsonNode elicitation = capabilities.path("elicitation");
    JsonNode sampling = capabilities.path("sampling");
    return switch (this) {
      case Form form ->
          elicitation.has("form") || (elicitation.isObject() && !elicitation.has("url"));
      case Url url -> elicitation.has("url");
      case Sampling question ->
          sampling.isObject()
              && (!question.capability().path("sampling").has("tools") || sampling.has("tools"));
      case Roots() -> capabilities.path("roots").isObject();
    };
  }
}
