package io.aios.contracts.tokens;

import java.util.List;

/** Tells gateways at once; those that miss it find the same in the next {@link RevocationPage}. */
public record TokensRevoked(List<Revocation> revocations) {
  /** Type of the CloudEvent. */
  public static final String TYPE = "io.aios.tokens.Revoked.v1";

  public TokensRevoked {
    revocations = List.copyOf(revocations);
  }
}
