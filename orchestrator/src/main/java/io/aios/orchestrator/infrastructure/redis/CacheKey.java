package io.aios.orchestrator.infrastructure.redis;

import io.aios.orchestrator.usecase.ToolInvocation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who asks what: a digest of subject, grants, tool and arguments with their members in order. */
final class CacheKey {
  private CacheKey() {}

  static String of(ToolInvocation call) {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.put("subject", call.principal().subject());
    asked.put("grants", String.join(" ", new TreeSet<>(call.principal().grants())));
    asked.put("tool", call.tool());
    asked.set("arguments", ordered(call.arguments()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(asked.toString().getBytes(StandardCharsets.UTF_8));
      return "aios:answer:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static JsonNode ordered(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      node.forEachEntry((name, value) -> members.put(name, ordered(value)));
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach(object::set);
      return object;
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(ordered(element)));
      return array;
    }
    return node;
  }
}
