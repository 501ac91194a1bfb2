package io.aios.platform.security;

import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** A token that came with a proof that the caller holds a key (RFC 9449 section 7.1). */
final class ProvenToken extends BearerTokenAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String proof;

  ProvenToken(String token, String proof) {
    super(token);
    this.proof = proof;
  }

  String proof() {
    return proof;
  }
}
