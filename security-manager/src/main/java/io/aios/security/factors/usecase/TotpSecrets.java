package io.aios.security.factors.usecase;

import java.util.List;
import java.util.Optional;

/** Users' secrets for time-based codes (RFC 6238), and the codes for when those are lost. */
public interface TotpSecrets {
  /**
   * A user's secret.
   *
   * @param key as {@link TotpCodes#newKey} made it
   * @param confirmed whether the user has shown to have it
   */
  record Secret(String key, boolean confirmed) {}

  Optional<Secret> find(String user);

  /** Stores a secret that is not confirmed yet, in place of another such. */
  void begin(String user, String key);

  /** With hashes of new recovery codes, in place of those that were. */
  void confirm(String user, List<String> recoveryHashes);

  /**
   * Spends the code of a time step.
   *
   * @return false when it or a later one was spent before
   */
  boolean spend(String user, long step);

  /**
   * @return false when there is no such code, or it was spent
   */
  boolean spendRecovery(String user, String hash);

  /** Forgets secret and codes; false when there were none. */
  boolean remove(String user);
}
