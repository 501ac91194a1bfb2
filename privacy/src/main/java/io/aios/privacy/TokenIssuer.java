package io.aios.privacy;

import java.util.Optional;

/**
 * Gives the values of one text's owner their tokens, and sees to it that they can be turned back.
 */
@FunctionalInterface
public interface TokenIssuer {
  /**
   * @return equal tokens for equal values of a kind; empty when the value cannot be kept, and is to
   *     be redacted
   */
  Optional<PrivacyToken> issue(Kind kind, String value);
}
