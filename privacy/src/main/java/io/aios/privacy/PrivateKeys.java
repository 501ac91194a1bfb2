package io.aios.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 7468 and its relatives: from the line that begins a private key to the one that ends it; to
 * the end of the text when that is missing or far away.
 */
final class PrivateKeys implements Recogniser {
  private static final String BEGIN = "-----BEGIN ";
  static final String END = "-----END ";
  private static final int LONGEST_LABEL = 48;
  private static final int LONGEST = 32 * 1024;

  @Override
  public List<String> literals() {
    return List.of(BEGIN);
  }

  @Override
  public @Nullable Finding at(String text, int start, int end) {
    int labelEnd = find(text, "-----", end, LONGEST_LABEL + 5);
    if (labelEnd < 0) {
      return null;
    }
    if (!text.substring(end, labelEnd).contains("PRIVATE KEY")) {
      return null;
    }
    int close = find(text, END, labelEnd, LONGEST);
    return new Finding(Kind.PRIVATE_KEY, start, close < 0 ? text.length() : endOfLine(text, close));
  }

  private static int find(String text, String part, int from, int span) {
    return text.indexOf(part, from, Math.min(text.length(), from + span));
  }

  /** One after the closing hyphens. */
  static int endOfLine(String text, int close) {
    int from = close + END.length();
    int hyphens = find(text, "-----", from, LONGEST_LABEL + 5);
    return hyphens < 0 ? from : hyphens + 5;
  }
}
