package io.aios.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The password in {@code scheme://user:password@host} (RFC 3986, 3.2.1). */
final class UrlPasswords implements Recogniser {
  private static final int LONGEST = 512;
  private static final String ENDS = "/?#\"'<>\\`,;|";

  @Override
  public List<String> literals() {
    return List.of("://");
  }

  @Override
  public @Nullable Finding at(String text, int start, int end) {
    if (start == 0 || !Characters.isAlphanumeric(text.charAt(start - 1))) {
      return null;
    }
    int colon = -1;
    int at = -1;
    int limit = Math.min(text.length(), end + LONGEST);
    for (int i = end; i < limit; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || ENDS.indexOf(c) >= 0) {
        break;
      }
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        at = i;
      }
    }
    if (colon < 0 || at <= colon + 1 || Placeholders.is(text.substring(colon + 1, at))) {
      return null;
    }
    return new Finding(Kind.URL_PASSWORD, colon + 1, at);
  }
}
