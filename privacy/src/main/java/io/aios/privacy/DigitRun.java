package io.aios.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Digits in groups.
 *
 * @param digits without their separators
 * @param shape each digit as 0, separators as they are: {@code 000-00-0000}
 */
record DigitRun(String digits, String shape, int start, int end) {
  private static final int LONGEST = 24;

  /** The run that begins here; null when it is part of something longer. */
  static @Nullable DigitRun at(String text, int start) {
    if (!Characters.isDigit(text.charAt(start)) || follows(text, start)) {
      return null;
    }
    StringBuilder digits = new StringBuilder(LONGEST);
    StringBuilder shape = new StringBuilder(LONGEST);
    int at = start;
    while (at < text.length() && shape.length() < LONGEST) {
      char c = text.charAt(at);
      if (Characters.isDigit(c)) {
        digits.append(c);
        shape.append('0');
      } else if ((c == ' ' || c == '-' || c == '.' || c == '/')
          && at + 1 < text.length()
          && Characters.isDigit(text.charAt(at + 1))) {
        shape.append(c);
      } else {
        break;
      }
      at++;
    }
    return new DigitRun(digits.toString(), shape.toString(), start, at);
  }

  /** The decimals of a number, or a later group of a longer run. */
  private static boolean follows(String text, int start) {
    return start >= 2
        && (text.charAt(start - 1) == '.' || text.charAt(start - 1) == '-')
        && Characters.isAlphanumeric(text.charAt(start - 2));
  }

  /** The groups before the first blank, for a run whose later groups belong to something else. */
  DigitRun firstWords(int words) {
    int cut = -1;
    for (int i = 0; i < words; i++) {
      cut = shape.indexOf(" ", cut + 1);
      if (cut < 0) {
        return this;
      }
    }
    String head = shape.substring(0, cut);
    int count = (int) head.chars().filter(c -> c == '0').count();
    return new DigitRun(digits.substring(0, count), head, start, start + cut);
  }

  int words() {
    return (int) shape.chars().filter(c -> c == ' ').count() + 1;
  }

  boolean isPlain() {
    return shape.length() == digits.length();
  }
}
