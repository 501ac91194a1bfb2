package io.aios.privacy;

/**
 * A place in a text.
 *
 * @param start first character
 * @param end one after the last
 */
public record Finding(Kind kind, int start, int end) {
  public Finding {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("Not a range: " + start + " to " + end);
    }
  }
}
