package io.aios.orchestrator.domain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answered.
 *
 * @param structured the value for programs ({@code structuredContent}), null when it gave none
 * @param text the text blocks joined by new lines
 * @param content the content blocks as they came, a JSON array
 * @param undo what the tool says about undoing it; null when it says nothing
 * @param notes what happened to the call on its way; null when nothing out of the ordinary
 */
public record StepResult(
    @Nullable Json structured,
    String text,
    Json content,
    @Nullable Undo undo,
    @Nullable CallNotes notes) {

  public StepResult(@Nullable Json structured, String text, Json content) {
    this(structured, text, content, null);
  }

  public StepResult(@Nullable Json structured, String text, Json content, @Nullable Undo undo) {
    this(structured, text, content, undo, null);
  }

  public StepResult with(CallNotes noted) {
    return noted.isEmpty() ? this : new StepResult(structured, text, content, undo, noted);
  }

  /** The results for the items of a list, as one; null where an item failed. */
  static StepResult gathered(List<@Nullable StepResult> items) {
    String values =
        items.stream()
            .map(item -> item == null || item.structured() == null ? "null" : item.structured())
            .map(Object::toString)
            .collect(Collectors.joining(",", "[", "]"));
    List<StepResult> given = items.stream().filter(Objects::nonNull).toList();
    String text = given.stream().map(StepResult::text).collect(Collectors.joining("\n"));
    String blocks =
        given.stream()
            .map(item -> item.content().text().strip())
            .map(array -> array.substring(1, array.length() - 1).strip())
            .filter(inside -> !inside.isEmpty())
            .collect(Collectors.joining(",", "[", "]"));
    return new StepResult(new Json(values), text, new Json(blocks));
  }
}
