package io.aios.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 7515 and 7516: a header that decodes to JSON with an algorithm, then two or four parts. */
final class JsonWebTokens implements Recogniser {
  private static final int LONGEST = 16 * 1024;
  private static final int LONGEST_HEADER = 2048;

  @Override
  public List<String> literals() {
    return List.of("eyJ");
  }

  @Override
  public @Nullable Finding at(String text, int start, int end) {
    if (!text.startsWith("eyJ", start) || !beginsAt(text, start)) {
      return null;
    }
    int limit = Math.min(text.length(), start + LONGEST);
    int dots = 0;
    int headerEnd = 0;
    int stop = start;
    while (stop < limit) {
      char c = text.charAt(stop);
      if (c == '.' && dots < 4 && stop + 1 < limit && continues(text.charAt(stop + 1))) {
        dots++;
        headerEnd = headerEnd == 0 ? stop : headerEnd;
      } else if (!Characters.isBase64Url(c)) {
        break;
      }
      stop++;
    }
    return dots >= 2 && isHeader(text, start, headerEnd)
        ? new Finding(Kind.JWT, start, stop)
        : null;
  }

  /** The encrypted key of a JWE may be empty: two dots in a row. */
  private static boolean continues(char c) {
    return Characters.isBase64Url(c) || c == '.';
  }

  private static boolean beginsAt(String text, int start) {
    return Characters.beginsAt(text, start)
        && (start == 0 || (text.charAt(start - 1) != '.' && text.charAt(start - 1) != '-'));
  }

  private static boolean isHeader(String text, int start, int end) {
    if (end - start > LONGEST_HEADER) {
      return false;
    }
    try {
      byte[] header = Base64.getUrlDecoder().decode(text.substring(start, end));
      return new String(header, ISO_8859_1).contains("\"alg\"");
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
