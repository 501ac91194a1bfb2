package io.aios.federation.usecase;

import io.aios.federation.domain.Definition;
import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ToolDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of one list, pinned down.
 *
 * @param usable by name
 * @param refused what cannot be offered whatever an administrator says
 */
record Definitions(Map<String, Definition> usable, List<RefusedTool> refused) {
  static final int MAX_TOOLS = 256;
  static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_SHOWN = 200;

  Definitions {
    usable = Map.copyOf(usable);
    refused = List.copyOf(refused);
  }

  /** A name that a list gives twice is refused altogether: nobody could say which is meant. */
  static Definitions of(Collection<ObjectNode> tools) {
    Map<String, List<ObjectNode>> byName = new LinkedHashMap<>();
    tools.forEach(
        tool ->
            byName
                .computeIfAbsent(tool.path("name").asString(""), name -> new ArrayList<>())
                .add(tool));
    Map<String, Definition> usable = new LinkedHashMap<>();
    List<RefusedTool> refused = new ArrayList<>();
    byName.forEach(
        (name, same) -> {
          try {
            usable.put(name, usable.size() < MAX_TOOLS ? one(name, same) : tooMany());
          } catch (IllegalArgumentException e) {
            refused.add(new RefusedTool(shown(name), shown(String.valueOf(e.getMessage()))));
          }
        });
    return new Definitions(usable, refused);
  }

  /** A stranger's words on the way to a terminal. */
  private static String shown(String text) {
    String visible = TextScan.shown(text);
    return visible.length() <= MAX_SHOWN ? visible : visible.substring(0, MAX_SHOWN) + "…";
  }

  private static Definition tooMany() {
    throw new IllegalArgumentException("the server lists more than " + MAX_TOOLS + " tools");
  }

  private static Definition one(String name, List<ObjectNode> same) {
    if (same.size() > 1) {
      throw new IllegalArgumentException("its name is listed " + same.size() + " times");
    }
    Definition definition = new Definition(name, canonical(new ToolDescriptor(same.getFirst())));
    int bytes = definition.canonical().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "its definition has %d bytes; the limit is %d".formatted(bytes, MAX_BYTES));
    }
    return definition;
  }

  private static String canonical(ToolDescriptor tool) {
    try {
      return new JsonCanonicalizer(McpJson.MAPPER.writeValueAsString(tool.json()))
          .getEncodedString();
    } catch (IOException e) {
      throw new IllegalArgumentException("its definition has no canonical form", e);
    }
  }

  /** The definition as JSON again. */
  static ObjectNode json(Definition definition) {
    return (ObjectNode) McpJson.MAPPER.readTree(definition.canonical());
  }
}
