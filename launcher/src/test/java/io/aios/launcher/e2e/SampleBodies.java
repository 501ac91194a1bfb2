package io.aios.launcher.e2e;

import io.aios.launcher.e2e.PublishedApi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as the OpenAPI document describes them, and values that it does not allow. */
final class SampleBodies {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Stands for a value until it is written. */
  private static final String PLACE = "THE-VALUE";

  /** JSON that fits hardly any member. */
  static final List<String> WRONG =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "123456789012345678901234567890",
          "0.5",
          "\"\"",
          "[]",
          "[null]",
          "[[[[[[]]]]]]",
          "{}",
          "{\"$ref\":\"#\"}",
          "\"\\u0000\"",
          "\"\\u202e\\ud83d\\ude00\\ufeff\"",
          "\"\\ud800\"",
          "\"'; drop table x; --\"",
          "\"${jndi:ldap://127.0.0.1/x}\"",
          "\"../../etc/passwd\"",
          "{\"@type\":\"java.lang.Runtime\"}");

  private SampleBodies() {}

  /** The document's example, or else what its schema asks for. */
  static ObjectNode of(Operation operation) {
    return operation.example() instanceof ObjectNode example
        ? example.deepCopy()
        : object(operation.body());
  }

  private static ObjectNode object(JsonNode schema) {
    ObjectNode body = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      body.set(member.getKey(), value(member.getValue()));
    }
    return body;
  }

  private static JsonNode value(JsonNode schema) {
    for (String given : List.of("default", "example")) {
      if (schema.has(given)) {
        return schema.path(given);
      }
    }
    for (String among : List.of("examples", "enum")) {
      if (schema.path(among).has(0)) {
        return schema.path(among).path(0);
      }
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> object(schema);
      case "array" -> JSON.createArrayNode();
      case "boolean" -> JSON.getNodeFactory().booleanNode(false);
      case "integer" -> JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
      default -> JSON.getNodeFactory().stringNode("fuzzed-fuzzed-fuzzed");
    };
  }

  /** JSON that the schema does not allow, mostly. */
  static String wrong(JsonNode schema, Random random) {
    List<String> values = new ArrayList<>();
    if (schema.has("maxLength")) {
      values.add("\"" + "x".repeat(schema.path("maxLength").asInt() + 1) + "\"");
    }
    if (schema.has("minimum")) {
      values.add(String.valueOf(schema.path("minimum").asLong() - 1));
    }
    if (schema.has("maximum")) {
      values.add(String.valueOf(schema.path("maximum").asLong() + 1));
    }
    if (schema.has("maxItems")) {
      values.add("[" + "\"a:read\",".repeat(schema.path("maxItems").asInt()) + "\"a:read\"]");
    }
    if (schema.has("enum")) {
      values.add("\"none-of-these\"");
    }
    return values.isEmpty() || random.nextBoolean() ? any(WRONG, random) : any(values, random);
  }

  /** The body with a member of this JSON. */
  static String with(ObjectNode body, String member, String json) {
    return body.deepCopy().put(member, PLACE).toString().replace("\"" + PLACE + "\"", json);
  }

  static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
