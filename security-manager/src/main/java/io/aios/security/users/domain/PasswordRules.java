package io.aios.security.users.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a password has to be (NIST SP 800-63B section 3.1.1.2): long, not too long to hash, and none
 * that is guessed first. No rules on which characters, and no expiry.
 */
public final class PasswordRules {
  public static final int SHORTEST = 12;
  public static final int LONGEST = 200;
  private static final int NAME_THAT_GIVES_AWAY = 4;

  private final Set<String> guessedFirst;

  /**
   * @param guessedFirst in lower case
   */
  public PasswordRules(Set<String> guessedFirst) {
    this.guessedFirst = Set.copyOf(guessedFirst);
  }

  /** Two spellings of one character are one, whichever keyboard they came from. */
  public static String normalized(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /** Why a user may not have that password. */
  public Optional<String> refusal(String user, String password) {
    int length = password.codePointCount(0, password.length());
    String lower = password.toLowerCase(Locale.ROOT);
    if (length < SHORTEST) {
      return Optional.of("The password has %d characters; it needs %d".formatted(length, SHORTEST));
    }
    if (password.length() > LONGEST) {
      return Optional.of(
          "The password has %d characters; the limit is %d".formatted(length, LONGEST));
    }
    if (guessedFirst.contains(lower) || repeats(lower)) {
      return Optional.of("The password is one of those that are guessed first");
    }
    if (user.length() >= NAME_THAT_GIVES_AWAY && lower.contains(user)) {
      return Optional.of("The password contains the user's name");
    }
    return Optional.empty();
  }

  /** {@code abcabcabcabc}: a short piece over and over. */
  private static boolean repeats(String text) {
    for (int length = 1; length <= 4; length++) {
      String piece = text.substring(0, length);
      if (piece.repeat(text.length() / length + 1).startsWith(text)) {
        return true;
      }
    }
    return false;
  }
}
