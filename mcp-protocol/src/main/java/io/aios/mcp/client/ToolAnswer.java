package io.aios.mcp.client;

import io.aios.mcp.MetaKeys;
import io.aios.mcp.tools.Content;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tool answered.
 *
 * @param structuredContent any JSON value; null if the tool gave none
 * @param isError the tool ran and failed
 * @param meta the result's {@code _meta}; a missing node if absent
 */
public record ToolAnswer(
    List<Content> content, @Nullable JsonNode structuredContent, boolean isError, JsonNode meta) {

  public ToolAnswer {
    content = List.copyOf(content);
  }

  static ToolAnswer of(JsonNode result) {
    return new ToolAnswer(
        result.path("content").valueStream().map(Content::of).toList(),
        result.get("structuredContent"),
        result.path("isError").asBoolean(false),
        result.path(MetaKeys.META));
  }

  /** The text blocks, joined by line breaks. */
  public String text() {
    return content.stream()
        .filter(Content.Text.class::isInstance)
        .map(block -> ((Content.Text) block).text())
        .collect(Collectors.joining("\n"));
  }
}
