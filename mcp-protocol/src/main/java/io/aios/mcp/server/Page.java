package io.aios.mcp.server;

import io.aios.mcp.McpError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A page of a list ordered by key. The cursor holds the last key given, so that a page stays right
 * when entries come and go between two requests.
 *
 * @param nextCursor asks for the page that follows; null on the last
 */
public record Page(List<? extends Listed> entries, @Nullable String nextCursor) {
  private static final String MARK = "after:";

  /**
   * @param all ordered by key
   * @param cursor what an earlier page gave; null asks for the first
   * @param size entries per page, at least 1
   * @throws McpError if the cursor did not come from here
   */
  public static Page of(List<? extends Listed> all, @Nullable JsonNode cursor, int size) {
    List<? extends Listed> rest = cursor == null ? all : after(all, decode(cursor));
    if (rest.size() <= size) {
      return new Page(rest, null);
    }
    List<? extends Listed> entries = rest.subList(0, size);
    return new Page(entries, encode(entries.getLast().key()));
  }

  /** Writes the entries as the array {@code member}, and the cursor if there is one. */
  public void write(String member, JsonGenerator json) {
    json.writeArrayPropertyStart(member);
    for (Listed entry : entries) {
      json.writeTree(entry.json());
    }
    json.writeEndArray();
    if (nextCursor != null) {
      json.writeStringProperty("nextCursor", nextCursor);
    }
  }

  private static List<? extends Listed> after(List<? extends Listed> all, String key) {
    return all.stream().filter(entry -> entry.key().compareTo(key) > 0).toList();
  }

  private static String encode(String key) {
    byte[] utf8 = (MARK + key).getBytes(StandardCharsets.UTF_8);
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
