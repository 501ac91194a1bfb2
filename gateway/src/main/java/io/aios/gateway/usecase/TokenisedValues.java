package io.aios.gateway.usecase;

import io.aios.privacy.PrivacyToken;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values behind users' tokens, each found by its owner only, and for a while only. */
public interface TokenisedValues {
  /**
   * Keeps values from now on for as long as values are kept; with too many, the oldest go.
   *
   * @throws Away when they could not be kept
   */
  void keep(String owner, Map<PrivacyToken, String> values);

  /**
   * The values of those tokens that are the owner's.
   *
   * @throws Away when it cannot be learnt
   */
  Map<PrivacyToken, String> find(String owner, Set<PrivacyToken> tokens);

  /**
   * How many the owner has.
   *
   * @throws Away when it cannot be learnt
   */
  long count(String owner);

  /**
   * All of the owner's tokens are worthless from now on.
   *
   * @throws Away when they may still be kept
   */
  void forget(String owner);

  /** The values cannot be reached. */
  final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Away(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
