package io.aios.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code password=…} and its like in code, configuration, connection strings and headers: a name
 * that ends in a word for a secret, a sign of assignment, and a value that looks random enough.
 */
final class Assignments implements Recogniser {
  private static final int LONGEST = 512;
  private static final int GAP = 6;
  private static final int LONG = 16;
  private static final String ENDS = "\"'`,;&<>(){}[]|\\";
  private static final String[] SCHEMES = {"Bearer ", "Basic ", "Token "};

  @Override
  public List<String> literals() {
    return List.of(
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "secret",
        "token",
        "apikey",
        "api_key",
        "api-key",
        "access_key",
        "accesskey",
        "access-key",
        "private_key",
        "signing_key",
        "encryption_key",
        "accountkey",
        "credential",
        "credentials",
        "authorization");
  }

  @Override
  public @Nullable Finding at(String text, int start, int end) {
    if (start > 0 && PrivacyToken.isAt(text, start - 1)) {
      return null;
    }
    int value = valueAfter(text, end);
    if (value < 0) {
      return null;
    }
    int stop = value;
    int limit = Math.min(text.length(), value + LONGEST);
    while (stop < limit
        && text.charAt(stop) > ' '
        && text.charAt(stop) < 0x7f
        && ENDS.indexOf(text.charAt(stop)) < 0) {
      stop++;
    }
    if (stop < text.length() && "([{".indexOf(text.charAt(stop)) >= 0) {
      return null;
    }
    while (stop > value && text.charAt(stop - 1) == '.') {
      stop--;
    }
    String word = text.substring(start, end);
    boolean password = word.regionMatches(true, 0, "pa", 0, 2) || word.equalsIgnoreCase("pwd");
    return stop > value && looksSecret(text.substring(value, stop), password)
        ? new Finding(Kind.ASSIGNED_SECRET, value, stop)
        : null;
  }

  /**
   * Where the value begins: after {@code =}, {@code :}, {@code =>} or {@code :=}, quotes, blanks.
   */
  private static int valueAfter(String text, int end) {
    int at = end;
    boolean assigned = false;
    int limit = Math.min(text.length(), end + GAP);
    while (at < limit) {
      char c = text.charAt(at);
      if (c == '=' || c == ':') {
        assigned = true;
      } else if (c != ' ' && c != '"' && c != '\'' && c != '\\' && !(assigned && c == '>')) {
        break;
      }
      at++;
    }
    if (!assigned) {
      return -1;
    }
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
        return at + scheme.length();
      }
    }
    return at;
  }

  private static boolean looksSecret(String value, boolean password) {
    if (value.length() < 8 || Placeholders.is(value) || isReference(value)) {
      return false;
    }
    int classes = classes(value);
    double entropy = Characters.entropy(value);
    if (password) {
      return classes >= 2 && entropy >= 2.5;
    }
    return value.length() >= LONG && classes >= 2 && entropy >= 3.0;
  }

  /** {@code config.password}, {@code ENV.TOKEN_2}: names joined by dots, or a path. */
  private static boolean isReference(String value) {
    int dot = value.indexOf('.');
    boolean names = dot > 0 && dot < value.length() - 1;
    for (int i = 0; i < value.length() && names; i++) {
      char c = value.charAt(i);
      names = Characters.isLetter(c) || c == '.' || c == '_';
    }
    return names || value.startsWith("/") || value.startsWith("./") || value.contains("://");
  }

  /** How many of lower case, upper case, digits and signs are used. */
  private static int classes(String value) {
    int seen = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Characters.isDigit(c)) {
        seen |= 1;
      } else if (Characters.isUpper(c)) {
        seen |= 2;
      } else if (Characters.isLetter(c)) {
        seen |= 4;
      } else if (c != '_' && c != '-' && c != '.') {
        seen |= 8;
      }
    }
    return Integer.bitCount(seen);
  }
}
