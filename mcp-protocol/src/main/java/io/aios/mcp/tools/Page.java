package io.aios.mcp.tools;

import io.aios.mcp.McpError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A page of a list ordered by name. The cursor holds the last name given, so that a page stays
 * right when tools come and go between two requests.
 */
record Page(List<ToolDescriptor> tools, @Nullable String nextCursor) {
  private static final String MARK = "after:";

  static Page of(List<ToolDescriptor> all, @Nullable JsonNode cursor, int size) {
    List<ToolDescriptor> rest = cursor == null ? all : after(all, decode(cursor));
    if (rest.size() <= size) {
      return new Page(rest, null);
    }
    List<ToolDescriptor> tools = rest.subList(0, size);
    return new Page(tools, encode(tools.getLast().name()));
  }

  void write(JsonGenerator json) {
    json.writeArrayPropertyStart("tools");
    for (ToolDescriptor tool : tools) {
      json.writeTree(tool.json());
    }
    json.writeEndArray();
    if (nextCursor != null) {
      json.writeStringProperty("nextCursor", nextCursor);
    }
  }

  private static List<ToolDescriptor> after(List<ToolDescriptor> tools, String name) {
    return tools.stream().filter(tool -> tool.name().compareTo(name) > 0).toList();
  }

  private static String encode(String name) {
    byte[] utf8 = (MARK + name).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8);
  }

  private static String decode(JsonNode cursor) {
    try {
      byte[] utf8 = Base64.getUrlDecoder().decode(cursor.stringValue(""));
      String text = new String(utf8, StandardCharsets.UTF_8);
      if (text.startsWith(MARK)) {
        return text.substring(MARK.length());
      }
    } catch (IllegalArgumentException notBase64) {
      // answered below, as any other cursor that did not come from here
    }
    throw McpError.invalidParams("The cursor is not one this server gave");
  }
}
