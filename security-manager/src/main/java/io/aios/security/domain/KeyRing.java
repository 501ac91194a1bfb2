package io.aios.security.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The issuer's keys, oldest first. Each passes through three states: announced (published, so that
 * receivers learn it), signing, and superseded (published, so that its tokens stay valid).
 */
public record KeyRing(List<KeyPeriod> keys) {
  public KeyRing {
    keys = keys.stream().sorted(Comparator.comparing(KeyPeriod::signsFrom)).toList();
  }

  /** The youngest key that has begun to sign. */
  public Optional<KeyPeriod> signer(Instant now) {
    return keys.reversed().stream().filter(key -> !key.signsFrom().isAfter(now)).findFirst();
  }

  /** When a key that must be made now shall begin to sign; empty while none is due. */
  public Optional<Instant> successorDue(Instant now, RotationPolicy policy) {
    if (keys.isEmpty()) {
      return Optional.of(now);
    }
    Instant end = keys.getLast().signsFrom().plus(policy.rotation());
    if (end.minus(policy.announcement()).isAfter(now)) {
      return Optional.empty();
    }
    Instant earliest = now.plus(policy.announcement());
    return Optional.of(end.isAfter(earliest) ? end : earliest);
  }

  /** Keys whose last token has expired. */
  public List<KeyPeriod> retired(Instant now, RotationPolicy policy) {
    return keys.stream()
        .filter(
            key ->
                keys.stream()
                    .map(KeyPeriod::signsFrom)
                    .anyMatch(
                        successor ->
                            successor.isAfter(key.signsFrom())
                                && !successor.plus(policy.tokenLife()).isAfter(now)))
        .toList();
  }
}
