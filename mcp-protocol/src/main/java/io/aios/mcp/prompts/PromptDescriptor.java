package io.aios.mcp.prompts;

import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.server.Listed;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A prompt as it is listed, kept whole.
 *
 * @param json the prompt object; read only
 */
public record PromptDescriptor(ObjectNode json) implements Listed {

  public PromptDescriptor {
    if (json.path("name").asString("").isEmpty()) {
      throw new IllegalArgumentException("Prompt " + json + " lacks its name");
    }
  }

  public static PromptDescriptor of(String name, About about, List<PromptArgument> arguments) {
    ObjectNode json = McpJson.object().put("name", name);
    about.addTo(json);
    if (!arguments.isEmpty()) {
      ArrayNode array = json.putArray("arguments");
      arguments.forEach(argument -> write(argument, array.addObject()));
    }
    return new PromptDescriptor(json);
  }

  private static void write(PromptArgument argument, ObjectNode json) {
    json.put("name", argument.name());
    if (argument.description() != null) {
      json.put("description", argument.description());
    }
    json.put("required", argument.required());
  }

  @Override
  public String key() {
    return name();
  }

  public String name() {
    return json.path("name").asString();
  }

  public List<PromptArgument> arguments() {
    return json.path("arguments")
        .valueStream()
        .map(
            argument ->
                new PromptArgument(
                    argument.path("name").asString(""),
                    argument.path("description").stringValue(null),
                    argument.path("required").asBoolean(false)))
        .toList();
  }
}
