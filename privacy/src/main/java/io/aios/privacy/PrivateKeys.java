package io.aios.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 7468 and its relatives: from the line that begins a private key to the one that ends it; to
 * the end of the text when that is missing.
 */
final class PrivateKeys implements Recogniser {
  private static final String BEGIN = "-----BEGIN ";
  static final String END = "-----END ";
  private static final int LONGEST_LABEL = 48;

  @Override
  public List<String> literals() {
    return List.of(BEGIN);
  }

  @Override
  public @Nullable Finding at(String text, int start, int end) {
    int labelEnd = text.indexOf("-----", end);
    if (labelEnd < 0 || labelEnd - end > LONGEST_LABEL) {
      return null;
    }
    if (!text.substring(end, labelEnd).contains("PRIVATE KEY")) {
      return null;
    }
    int close = text.indexOf(END, labelEnd);
    return new Finding(Kind.PRIVATE_KEY, start, close < 0 ? text.length() : endOfLine(text, close));
  }

  /** One after the closing hyphens. */
  static int endOfLine(String text, int close) {
    int from = close + END.length();
    int hyphens = text.indexOf("-----", from);
    return hyphens < 0 || hyphens - from > LONGEST_LABEL ? from : hyphens + 5;
  }
}
