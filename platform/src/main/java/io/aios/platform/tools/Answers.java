package io.aios.platform.tools;

import io.aios.mcp.McpJson;
import io.aios.mcp.annotation.RecordJson;
import io.aios.mcp.server.Members;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.Content;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Turns what a tool returned into the protocol's result. Text is held to the caller's budget;
 * structured content, which programs read, is always whole.
 */
final class Answers {
  private final Rests rests;
  private final String readMore;

  Answers(Rests rests, String readMore) {
    this.rests = rests;
    this.readMore = readMore;
  }

  CallToolResult answer(ToolResult result, String subject, int maxChars) {
    String structured =
        result.structured() == null
            ? null
            : RecordJson.MAPPER.writeValueAsString(result.structured());
    String text = result.text() == null ? structured : result.text();
    Rests.Piece piece = rests.cut(subject, text == null ? "" : text, maxChars);
    List<Content> content = new ArrayList<>();
    if (text != null || result.images().isEmpty()) {
      content.add(withHint(piece));
    }
    result.images().forEach(i -> content.add(new Content.Image(i.base64(), i.mimeType())));
    RawValue raw = structured == null ? null : new RawValue(structured);
    return new CallToolResult(content, raw, result.failed(), cursor(piece.next()));
  }

  CallToolResult answer(Rests.Piece piece) {
    return new CallToolResult(List.of(withHint(piece)), null, false, cursor(piece.next()));
  }

  /** A piece with, where something follows, how to get it. */
  private Content withHint(Rests.Piece piece) {
    if (piece.next() == null) {
      return new Content.Text(piece.text());
    }
    return new Content.Text(
        piece.text()
            + "\n[cut here, "
            + piece.charsLeft()
            + " characters follow: call "
            + readMore
            + " with cursor \""
            + piece.next()
            + "\"]");
  }

  private static Members cursor(@Nullable String next) {
    return next == null ? Members.NONE : json -> json.writeStringProperty(ToolMeta.CURSOR, next);
  }

  /** A failure as the model reads it, and in {@code _meta} as programs do. */
  static CallToolResult failure(ToolFailure failure) {
    String message = String.valueOf(failure.getMessage());
    String next = failure.nextStep();
    ObjectNode error = McpJson.object().put("code", failure.code()).put("message", message);
    if (next != null) {
      error.put("nextStep", next);
    }
    String text = failure.code() + ": " + message + (next == null ? "" : "\nNext: " + next);
    return new CallToolResult(
        List.of(new Content.Text(text)),
        null,
        true,
        json -> {
          json.writeName(ToolMeta.ERROR);
          json.writeTree(error);
        });
  }
}
