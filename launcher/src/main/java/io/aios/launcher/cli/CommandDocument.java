package io.aios.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Makes the command that is sent from what stands on the command line. */
final class CommandDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CommandDocument() {}

  /** A call of one tool. */
  static ObjectNode call(String tool, List<String> words, Map<String, String> texts) {
    ObjectNode command = JSON.createObjectNode().put("tool", tool);
    command.set("arguments", arguments(words, texts));
    return command;
  }

  /** A run of a saved plan. */
  static ObjectNode planRun(PlanReference plan, List<String> words, Map<String, String> texts) {
    ObjectNode command = JSON.createObjectNode().put("plan", plan.name());
    if (plan.version() != null) {
      command.put("planVersion", plan.version());
    }
    command.set("input", arguments(words, texts));
    return command;
  }

  /**
   * Words are {@code key=value}, where the value is JSON when it reads as JSON and a string
   * otherwise, or one JSON object with all arguments.
   */
  static ObjectNode arguments(List<String> words, Map<String, String> texts) {
    ObjectNode arguments = JSON.createObjectNode();
    for (String word : words) {
      if (word.startsWith("{")) {
        arguments.setAll(object(word));
      } else {
        int equals = word.indexOf('=');
        if (equals < 1) {
          throw new CommandFailure(
              CommandFailure.USAGE, "'" + word + "' is neither key=value nor a JSON object");
        }
        arguments.set(word.substring(0, equals), value(word.substring(equals + 1)));
      }
    }
    texts.forEach(arguments::put);
    return arguments;
  }

  /** A command or plan from a JSON or YAML file; {@code -} is standard input. */
  static ObjectNode read(String file, InputStream input) {
    try {
      String text =
          file.equals("-")
              ? new String(input.readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      JsonNode document = YAMLMapper.builder().build().readTree(text); // JSON is YAML
      if (document.isArray()) {
        ObjectNode plan = JSON.createObjectNode();
        plan.set("steps", document);
        return plan;
      }
      if (document instanceof ObjectNode command) {
        return command;
      }
      throw new CommandFailure(
          CommandFailure.USAGE, file + " holds no JSON object and no list of steps");
    } catch (JacksonException e) {
      throw new CommandFailure(
          CommandFailure.USAGE,
          "%s is no JSON or YAML: %s (line %d)"
              .formatted(file, e.getOriginalMessage(), e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new CommandFailure(CommandFailure.USAGE, "cannot read " + file + ": " + e.getMessage());
    }
  }

  private static ObjectNode object(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new CommandFailure(
          CommandFailure.USAGE, "the JSON arguments are wrong: " + e.getOriginalMessage());
    }
    throw new CommandFailure(CommandFailure.USAGE, "the JSON arguments are no object");
  }

  private static JsonNode value(String text) {
    JsonNode parsed = tryParse(text);
    return parsed == null ? JSON.getNodeFactory().stringNode(text) : parsed;
  }

  private static @Nullable JsonNode tryParse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? null : node;
    } catch (JacksonException e) {
      return null;
    }
  }
}
