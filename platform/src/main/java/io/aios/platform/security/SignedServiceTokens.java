package io.aios.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Mints hop tokens (RFC 9068 with the actor claim of RFC 8693) and reuses each for half its life.
 */
final class SignedServiceTokens implements ServiceTokens {
  private final SigningKey key;
  private final String service;
  private final Duration lifetime;
  private final Clock clock;
  private final JWSSigner signer;
  private final JWSHeader header;
  private final Cache<ServiceToken, String> minted;

  SignedServiceTokens(SigningKey key, String service, SecurityProperties properties, Clock clock)
      throws JOSEException {
    this.key = key;
    this.service = service;
    this.lifetime = properties.hopTokenLifetime();
    this.clock = clock;
    this.signer = new ECDSASigner(key.key());
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.key().getKeyID())
            .build();
    this.minted =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(properties.cachedTokens())
            .expireAfterWrite(lifetime.dividedBy(2))
            .build();
  }

  @Override
  public String mint(ServiceToken token) {
    String cause = key.unpublishedBecause();
    if (cause != null) {
      throw new Problem(
          ProblemType.SERVICE_UNAVAILABLE,
          "The signing key of " + service + " is unusable: " + cause);
    }
    return minted.get(token, this::sign);
  }

  private String sign(ServiceToken token) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(SecurityProperties.issuerOf(service))
            .audience(token.audience())
            .subject(token.subject())
            .claim("client_id", token.client())
            .claim("act", Map.of("sub", service))
            .claim("scope", String.join(" ", token.scopes()))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)));
    if (!token.grants().isEmpty()) {
      claims.claim("grants", List.copyOf(token.grants()));
    }
    if (token.approvedTool() != null) {
      claims.claim(UserFacts.APPROVED_TOOL, token.approvedTool());
    }
    try {
      var jwt = new SignedJWT(header, claims.build());
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("The token for " + token.audience() + " was not signed", e);
    }
  }
}
