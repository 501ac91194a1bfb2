package io.aios.mcp.tools;

import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.server.Listed;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool as it is listed: the whole JSON object is kept, so that nothing an extension added is lost
 * on the way through.
 *
 * @param json the tool object; read only
 */
public record ToolDescriptor(ObjectNode json) implements Listed {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  public ToolDescriptor {
    String name = json.path("name").asString("");
    if (!isName(name)) {
      throw new IllegalArgumentException("Tool name '" + name + "' does not match " + NAME);
    }
    if (!json.path("inputSchema").isObject()) {
      throw new IllegalArgumentException("Tool '" + name + "' has no inputSchema object");
    }
  }

  /** Whether a tool can be named so. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Its schema and what it says of itself. */
  public static ToolDescriptor of(String name, ObjectNode inputSchema, About about) {
    ObjectNode json = McpJson.object().put("name", name);
    about.addTo(json);
    json.set("inputSchema", inputSchema);
    return new ToolDescriptor(json);
  }

  @Override
  public String key() {
    return name();
  }

  public String name() {
    return json.path("name").asString();
  }

  /** For people; the name where no title is given. */
  public String title() {
    return json.path("title").asString(name());
  }

  public String description() {
    return json.path("description").asString("");
  }

  public ObjectNode inputSchema() {
    return (ObjectNode) json.path("inputSchema");
  }

  public @Nullable ObjectNode outputSchema() {
    return json.get("outputSchema") instanceof ObjectNode schema ? schema : null;
  }

  /** Hints such as {@code readOnlyHint}; empty if absent. Untrusted. */
  public ObjectNode annotations() {
    return object("annotations");
  }

  /** The tool's {@code _meta}; empty if absent. */
  public ObjectNode meta() {
    return object(MetaKeys.META);
  }

  private ObjectNode object(String member) {
    JsonNode value = json.get(member);
    return value instanceof ObjectNode object ? object : McpJson.object();
  }
}
