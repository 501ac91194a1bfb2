package io.aios.security.keys.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param owner the subject that calls are made for
 * @param callsPerMinute null for no limit of its own
 * @param callsPerDay the same in a day
 * @param lastUsedAt to a minute or so; null when it never was
 * @param secretHash SHA-256 in hex
 * @param previous the secret before, while it is still good
 */
public record StoredKey(
    String id,
    String name,
    String owner,
    Set<String> scopes,
    @Nullable Integer callsPerMinute,
    @Nullable Integer callsPerDay,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    String secretHash,
    @Nullable Previous previous) {

  /** A secret that a rotation replaced. */
  public record Previous(String secretHash, Instant until) {}

  public StoredKey {
    scopes = Set.copyOf(scopes);
  }

  /** With a new secret; the present one is good for a while beside it, any other no more. */
  public StoredKey rotated(String newHash, Instant presentUntil) {
    return new StoredKey(
        id,
        name,
        owner,
        scopes,
        callsPerMinute,
        callsPerDay,
        createdAt,
        expiresAt,
        lastUsedAt,
        newHash,
        new Previous(secretHash, presentUntil));
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
