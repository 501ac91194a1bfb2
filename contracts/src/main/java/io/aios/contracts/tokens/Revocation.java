package io.aios.contracts.tokens;

import java.time.Instant;

/**
 * A credential, or a set of them, that is not accepted any more, or not as before.
 *
 * @param value what of the kind: a session's, token's or key's id, or a subject
 * @param at since when
 * @param until when it can be forgotten, because everything it concerns has expired
 */
public record Revocation(Kind kind, String value, Instant at, Instant until) {

  /** What a revocation concerns. */
  public enum Kind {
    /** Every access token of one login ({@code sid}), however often it was refreshed. */
    SESSION,
    /** One access token ({@code jti}). */
    TOKEN,
    /** Every access token of a subject that was issued ({@code iat}) before {@code at}. */
    PRINCIPAL,
    /** An API key: what is remembered of it must be asked for again. */
    KEY,
    /**
     * A subject that is accepted still, but held to a low quota; one that is over ends it early.
     */
    THROTTLED
  }
}
