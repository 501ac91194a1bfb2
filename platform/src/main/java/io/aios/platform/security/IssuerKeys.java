package io.aios.platform.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/** The public keys of trusted issuers. A bean of this type replaces fetching them over HTTP. */
@FunctionalInterface
public interface IssuerKeys {
  JWKSource<SecurityContext> of(String issuer);
}
