package io.aios.privacy;

import java.util.Locale;
import java.util.Set;

/** Values that stand where a secret would. */
final class Placeholders {
  private static final Set<String> WORDS =
      Set.of(
          "password",
          "passwd",
          "pass",
          "secret",
          "token",
          "changeme",
          "example",
          "redacted",
          "your_password",
          "yourpassword",
          "pwd",
          "xxx",
          "required",
          "optional",
          "undefined");

  private Placeholders() {}

  static boolean is(String value) {
    char first = value.charAt(0);
    if (first == '$' || first == '<' || first == '{' || first == '%' || first == '[') {
      return true;
    }
    return value.chars().distinct().count() <= 2 || WORDS.contains(value.toLowerCase(Locale.ROOT));
  }
}
