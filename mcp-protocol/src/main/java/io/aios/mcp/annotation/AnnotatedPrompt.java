package io.aios.mcp.annotation;

import io.aios.mcp.About;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.prompts.PromptArgument;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.prompts.PromptMessage;
import io.aios.mcp.prompts.PromptResult;
import io.aios.mcp.prompts.PromptSet;
import io.aios.mcp.server.McpExchange;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A method with {@link McpPrompt}. */
final class AnnotatedPrompt {
  private final RecordMethod method;
  private final RecordSchemas schemas;

  AnnotatedPrompt(Object bean, Method method, RecordSchemas schemas) {
    Class<?> answer = method.getReturnType();
    if (answer != String.class && answer != PromptResult.class) {
      throw new IllegalStateException(method + " must return a String or a PromptResult");
    }
    this.method = new RecordMethod(bean, method, McpExchange.class);
    this.schemas = schemas;
  }

  void addTo(PromptSet.Builder prompts, McpPrompt prompt) {
    About about = About.of(prompt.description());
    prompts.prompt(
        PromptDescriptor.of(
            prompt.name(),
            prompt.title().isEmpty() ? about : about.titled(prompt.title()),
            arguments(schemas.schema(method.inputType()))),
        this::get);
  }

  private static List<PromptArgument> arguments(ObjectNode schema) {
    Set<String> required =
        schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    return schema.path("properties").properties().stream()
        .map(
            property ->
                new PromptArgument(
                    property.getKey(),
                    property.getValue().path("description").stringValue(null),
                    required.contains(property.getKey())))
        .toList();
  }

  private PromptResult get(Map<String, String> arguments, McpExchange exchange) {
    ObjectNode json = McpJson.object();
    arguments.forEach(json::put);
    try {
      Object answer = Invocation.of(method, json, exchange);
      return answer instanceof PromptResult result
          ? result
          : PromptResult.of(PromptMessage.user(String.valueOf(answer)));
    } catch (UnreadableArguments wrong) {
      throw McpError.invalidParams("The arguments cannot be read: " + wrong.getMessage());
    }
  }
}
