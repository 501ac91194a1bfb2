package io.aios.policy.syntax;

import java.util.List;

/**
 * A {@code like} pattern: literal pieces with anything between them. Matched in one pass with the
 * last star as the only place to come back to, so the cost is at most length × pattern length.
 *
 * @param pieces the texts between the stars; one piece means no star
 */
public record Wildcards(List<String> pieces) {
  public Wildcards {
    pieces = List.copyOf(pieces);
  }

  public boolean matches(String text) {
    String first = pieces.getFirst();
    if (pieces.size() == 1) {
      return text.equals(first);
    }
    String last = pieces.getLast();
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int end = text.length() - last.length();
    int from = first.length();
    for (int piece = 1; piece < pieces.size() - 1; piece++) {
      String wanted = pieces.get(piece);
      int found = text.indexOf(wanted, from);
      if (found < 0 || found + wanted.length() > end) {
        return false;
      }
      from = found + wanted.length();
    }
    return true;
  }
}
