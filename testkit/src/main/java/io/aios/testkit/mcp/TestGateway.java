package io.aios.testkit.mcp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Stands where the gateway stands for a service under test: mints hop tokens, and serves its key
 * over HTTP where security-manager would. One per JVM, started when first asked for.
 */
public final class TestGateway {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final ECKey key;
  private final HttpServer server;

  private TestGateway() {
    try {
      key =
          new ECKeyGenerator(Curve.P_256)
              .keyIDFromThumbprint(true)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/jwks/", this::serveKey);
    server.start();
  }

  private static final class Holder {
    static final TestGateway INSTANCE = new TestGateway();
  }

  public static TestGateway get() {
    return Holder.INSTANCE;
  }

  /** The value of {@code aios.security.security-manager-url}. */
  public String keysUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * A token as the gateway mints it, for a user of the client {@code test}.
   *
   * @param audience the service's name
   */
  public String token(String subject, String audience, String... scopes) {
    return token(subject, audience, List.of(), scopes);
  }

  /**
   * A token for the orchestrator.
   *
   * @param grants the scopes of the user's own token
   */
  public String commandToken(String subject, String... grants) {
    return token(
        subject, "orchestrator", List.of(grants), "commands", "approvals", "plans", "triggers");
  }

  /**
   * A token as the gateway mints it for a service that acts with its caller's grants.
   *
   * @param grants the scopes of the user's own token
   */
  public String token(String subject, String audience, List<String> grants, String... scopes) {
    return tokenOf("gateway", subject, audience, grants, scopes);
  }

  /** A token as another service of the suite would mint it. */
  public String tokenOf(
      String service, String subject, String audience, List<String> grants, String... scopes) {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("urn:aios:" + service)
            .audience(audience)
            .subject(subject)
            .claim("client_id", "test")
            .claim("scope", String.join(" ", scopes))
            .claim("grants", grants.isEmpty() ? null : grants)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(key.getKeyID())
            .type(new JOSEObjectType("at+jwt"))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private void serveKey(HttpExchange exchange) throws IOException {
    byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
