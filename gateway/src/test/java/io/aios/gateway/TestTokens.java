package io.aios.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aios.platform.security.IssuerKeys;
import io.aios.platform.security.KeyPublication;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** The authorization server and the orchestrator as far as their tokens go; the gateway's key. */
final class TestTokens implements IssuerKeys, KeyPublication {
  static final String ISSUER = "http://127.0.0.1:8080";
  static final String ORCHESTRATOR = "urn:aios:orchestrator";

  private final RSAKey issuerKey;
  private final RSAKey strangersKey;
  private final ECKey orchestratorKey;
  private volatile List<JWK> gatewayKeys = List.of();

  TestTokens() {
    try {
      issuerKey = new RSAKeyGenerator(2048).keyID("issuer").generate();
      strangersKey = new RSAKeyGenerator(2048).keyID("issuer").generate();
      orchestratorKey = new ECKeyGenerator(Curve.P_256).keyID("orchestrator").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public JWKSource<SecurityContext> of(String issuer) {
    return switch (issuer) {
      case ISSUER -> new ImmutableJWKSet<>(new JWKSet(issuerKey.toPublicJWK()));
      case ORCHESTRATOR -> new ImmutableJWKSet<>(new JWKSet(orchestratorKey.toPublicJWK()));
      default -> (selector, context) -> selector.select(new JWKSet(gatewayKeys));
    };
  }

  @Override
  public void publish(ECKey publicKey, Duration lifetime) {
    gatewayKeys = List.of(publicKey.toPublicJWK());
  }

  String user(String subject, String... scopes) {
    return user(subject, UnaryOperator.identity(), scopes);
  }

  String user(String subject, UnaryOperator<JWTClaimsSet.Builder> change, String... scopes) {
    return sign(issuerKey, change.apply(claims(ISSUER, subject, scopes)).build());
  }

  String signedByStranger(String subject, String... scopes) {
    return sign(strangersKey, claims(ISSUER, subject, scopes).build());
  }

  String orchestrator(String subject, String... scopes) {
    return orchestratorFor("test-client", subject, scopes);
  }

  /** For a step of a command that the client gave. */
  String orchestratorFor(String client, String subject, String... scopes) {
    return sign(
        orchestratorKey, claims(ORCHESTRATOR, subject, scopes).claim("client_id", client).build());
  }

  /** For a step to which somebody agreed. */
  String approved(String subject, String tool, String... scopes) {
    return sign(
        orchestratorKey,
        claims(ORCHESTRATOR, subject, scopes).claim("approved_tool", tool).build());
  }

  private static JWTClaimsSet.Builder claims(String issuer, String subject, String... scopes) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(ISSUER)
        .subject(subject)
        .claim("client_id", "test-client")
        .claim("scope", String.join(" ", scopes))
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(4))));
  }

  private static String sign(JWK key, JWTClaimsSet claims) {
    try {
      JWSSigner signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
      JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(algorithm)
                  .type(new JOSEObjectType("at+jwt"))
                  .keyID(key.getKeyID())
                  .build(),
              claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
