package io.aios.mcp.tools;

import io.aios.mcp.server.Members;
import io.aios.mcp.server.RpcResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.util.RawValue;

/**
 * What a tool answers.
 *
 * @param structuredContent a tree, a value to serialise, or {@link RawValue} of finished JSON
 * @param isError the tool ran and failed; content says what to do about it
 * @param meta members of the result's {@code _meta}
 */
public record CallToolResult(
    List<Content> content, @Nullable Object structuredContent, boolean isError, Members meta) {

  public CallToolResult {
    content = List.copyOf(content);
  }

  public static CallToolResult text(String text) {
    return new CallToolResult(List.of(new Content.Text(text)), null, false, Members.NONE);
  }

  public static CallToolResult failure(String text) {
    return new CallToolResult(List.of(new Content.Text(text)), null, true, Members.NONE);
  }

  public RpcResult toRpcResult() {
    return new RpcResult("complete", this::write, null, meta);
  }

  private void write(JsonGenerator json) {
    json.writeArrayPropertyStart("content");
    for (Content block : content) {
      block.write(json);
    }
    json.writeEndArray();
    if (structuredContent != null) {
      json.writePOJOProperty("structuredContent", structuredContent);
    }
    json.writeBooleanProperty("isError", isError);
  }
}
