package io.aios.platform.tools;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Answers that were cut, kept for a while so that their callers can read on. */
final class Rests {
  private static final int ID_BYTES = 16;

  private final Cache<String, Kept> kept;
  private final SecureRandom random = new SecureRandom();

  Rests(Duration keepFor, long maxChars) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(maxChars)
            .weigher((String id, Kept answer) -> answer.text().length())
            .expireAfterWrite(keepFor)
            .build();
  }

  private record Kept(String subject, String text) {}

  /**
   * A piece of an answer.
   *
   * @param next cursor of what follows; null at the end
   */
  record Piece(String text, @Nullable String next, int charsLeft) {}

  /** The first piece of an answer, whose rest only this subject can read. */
  Piece cut(String subject, String text, int maxChars) {
    if (text.length() <= maxChars) {
      return new Piece(text, null, 0);
    }
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    kept.put(id, new Kept(subject, text));
    return piece(id, text, 0, maxChars);
  }

  /**
   * @throws ToolFailure if the cursor is unknown, expired or another caller's
   */
  Piece read(String subject, String cursor, int maxChars) {
    int dot = cursor.lastIndexOf('.');
    String id = dot < 0 ? cursor : cursor.substring(0, dot);
    Kept answer = kept.getIfPresent(id);
    int from = offset(cursor, dot);
    if (answer == null
        || !answer.subject().equals(subject)
        || from < 0
        || from > answer.text().length()) {
      throw new ToolFailure(
          "unknown-cursor",
          "The cursor '" + cursor + "' is unknown or no longer kept",
          "Call the tool again, with a larger maxChars if the answer is needed whole");
    }
    return piece(id, answer.text(), from, maxChars);
  }

  private static int offset(String cursor, int dot) {
    try {
      return dot < 0 ? -1 : Integer.parseInt(cursor, dot + 1, cursor.length(), 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static Piece piece(String id, String text, int from, int maxChars) {
    if (text.length() - from <= maxChars) {
      return new Piece(text.substring(from), null, 0);
    }
    int end = cutAt(text, from, from + maxChars);
    return new Piece(text.substring(from, end), id + "." + end, text.length() - end);
  }

  /** After a line break in the last quarter if there is one, and never inside a character. */
  private static int cutAt(String text, int from, int limit) {
    int line = text.lastIndexOf('\n', limit - 1) + 1;
    if (line > limit - (limit - from) / 4) {
      return line;
    }
    return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
  }
}
