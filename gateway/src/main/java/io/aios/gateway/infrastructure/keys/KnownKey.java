package io.aios.gateway.infrastructure.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.keys.KeyGrant;
import io.aios.gateway.usecase.KnownApiKeys;
import io.aios.platform.security.ApiKeys;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.UserFacts;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What security-manager said of a key's id; that there is no such key, too. */
final class KnownKey {
  private final @Nullable KeyGrant grant;
  private final @Nullable CallerIdentity caller;
  private final KnownApiKeys.@Nullable Limits limits;
  private volatile String usedSecret = "";

  KnownKey(Optional<KeyGrant> answer) {
    this.grant = answer.orElse(null);
    this.caller =
        answer
            .map(
                known ->
                    new CallerIdentity(
                        known.owner(),
                        ApiKey.client(known.id()),
                        known.scopes(),
                        Set.of(),
                        ApiKeys.ISSUER,
                        new UserFacts(known.roles(), known.groups(), null, false)))
            .orElse(null);
    this.limits =
        answer
            .filter(known -> known.callsPerMinute() != null || known.callsPerDay() != null)
            .map(known -> new KnownApiKeys.Limits(known.callsPerMinute(), known.callsPerDay()))
            .orElse(null);
  }

  /** Whom the secret speaks for; null when it is not a good one. */
  @Nullable CallerIdentity callerWith(String secretHash, Instant now) {
    if (!isAlive(now) || grant == null || !has(grant, secretHash, now)) {
      return null;
    }
    usedSecret = secretHash;
    return caller;
  }

  boolean isAlive(Instant now) {
    return grant != null && now.isBefore(grant.expiresAt());
  }

  KnownApiKeys.@Nullable Limits limits() {
    return limits;
  }

  /** The hash of the secret with which the key was used; empty when it was not. */
  String usedSecret() {
    return usedSecret;
  }

  private static boolean has(KeyGrant grant, String hash, Instant now) {
    byte[] presented = hash.getBytes(US_ASCII);
    return grant.secrets().stream()
        .filter(secret -> secret.until() == null || now.isBefore(secret.until()))
        .anyMatch(secret -> MessageDigest.isEqual(secret.sha256().getBytes(US_ASCII), presented));
  }
}
