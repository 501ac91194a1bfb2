package io.aios.mcp.completion;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.RpcRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that is being typed.
 *
 * @param target what it belongs to
 * @param argument the name of the prompt's argument or of the template's variable
 * @param value what has been typed so far
 * @param context values that others have already, by name
 */
public record CompletionRequest(
    Target target, String argument, String value, Map<String, String> context) {

  /** What has arguments to complete. */
  public sealed interface Target {}

  public record Prompt(String name) implements Target {}

  public record Template(String uriTemplate) implements Target {}

  public CompletionRequest {
    context = Map.copyOf(context);
  }

  /**
   * @throws McpError if a member is missing or of another type
   */
  static CompletionRequest of(RpcRequest request) {
    ObjectNode params = request.params();
    return new CompletionRequest(
        target(params.path("ref")),
        text(params, "argument", "name"),
        text(params, "argument", "value"),
        context(params.path("context").path("arguments")));
  }

  private static Target target(JsonNode ref) {
    return switch (ref.path("type").asString("")) {
      case "ref/prompt" -> new Prompt(required(ref.path("name").stringValue(null), "ref.name"));
      case "ref/resource" -> new Template(required(ref.path("uri").stringValue(null), "ref.uri"));
      default -> throw McpError.invalidParams("'ref.type' must be ref/prompt or ref/resource");
    };
  }

  private static String text(ObjectNode params, String object, String member) {
    return required(params.path(object).path(member).stringValue(null), object + "." + member);
  }

  private static String required(@Nullable String value, String name) {
    if (value == null) {
      throw McpError.invalidParams("'" + name + "' must be a string");
    }
    return value;
  }

  private static Map<String, String> context(JsonNode arguments) {
    Map<String, String> context = new LinkedHashMap<>();
    arguments
        .properties()
        .forEach(
            member ->
                context.put(
                    member.getKey(),
                    required(
                        member.getValue().stringValue(null),
                        "context.arguments." + member.getKey())));
    return context;
  }

  /** The request's parameters. */
  public ObjectNode toParams() {
    ObjectNode params = McpJson.object();
    ObjectNode ref = params.putObject("ref");
    switch (target) {
      case Prompt(String name) -> ref.put("type", "ref/prompt").put("name", name);
      case Template(String uri) -> ref.put("type", "ref/resource").put("uri", uri);
    }
    params.putObject("argument").put("name", argument).put("value", value);
    if (!context.isEmpty()) {
      context.forEach(params.putObject("context").putObject("arguments")::put);
    }
    return params;
  }
}
