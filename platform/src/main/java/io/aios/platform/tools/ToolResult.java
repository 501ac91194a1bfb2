package io.aios.platform.tools;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answers when a record alone does not say it: text for reading, images, and a
 * structured value for programs.
 *
 * @param text for reading; the structured value as JSON when null
 * @param structured a record serialised as {@code structuredContent}
 * @param failed the work ran and failed (a program exited with an error): content is kept
 */
public record ToolResult(
    @Nullable String text, List<Image> images, @Nullable Object structured, boolean failed) {

  public ToolResult {
    images = List.copyOf(images);
  }

  /** An encoded picture, {@code image/png} or {@code image/jpeg}, in base64 as it travels. */
  public record Image(String mimeType, String base64) {}

  public static ToolResult text(String text) {
    return new ToolResult(text, List.of(), null, false);
  }

  public static ToolResult structured(Object value) {
    return new ToolResult(null, List.of(), value, false);
  }

  public ToolResult withText(String newText) {
    return new ToolResult(newText, images, structured, failed);
  }

  public ToolResult withImage(String mimeType, byte[] bytes) {
    List<Image> more = new ArrayList<>(images);
    more.add(new Image(mimeType, Base64.getEncoder().encodeToString(bytes)));
    return new ToolResult(text, more, structured, failed);
  }

  public ToolResult asFailure() {
    return new ToolResult(text, images, structured, true);
  }
}
