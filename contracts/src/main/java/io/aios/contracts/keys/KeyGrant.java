package io.aios.contracts.keys;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key permits, as security-manager tells gateways.
 *
 * @param owner the subject that calls are made for
 * @param callsPerMinute over all gateways, beside the owner's own quota; null for no limit
 * @param callsPerDay the same in a day
 * @param secrets those that are good: one, or two while a rotation overlaps
 * @param roles the owner's now, for policies; none where the owner is a program
 * @param groups the owner's now
 */
public record KeyGrant(
    String id,
    String owner,
    Set<String> scopes,
    Instant expiresAt,
    @Nullable Integer callsPerMinute,
    @Nullable Integer callsPerDay,
    List<Secret> secrets,
    Set<String> roles,
    Set<String> groups) {

  /**
   * @param sha256 in hex
   * @param until null until the key expires
   */
  public record Secret(String sha256, @Nullable Instant until) {}

  public KeyGrant {
    scopes = Set.copyOf(scopes);
    secrets = List.copyOf(secrets);
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
  }

  /** Of an owner without roles. */
  public KeyGrant(
      String id,
      String owner,
      Set<String> scopes,
      Instant expiresAt,
      @Nullable Integer callsPerMinute,
      List<Secret> secrets) {
    this(id, owner, scopes, expiresAt, callsPerMinute, null, secrets, Set.of(), Set.of());
  }
}
