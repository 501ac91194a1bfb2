package io.aios.platform.security;

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
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/** A user issuer and a hop issuer with their keys, served over HTTP as security-manager does. */
final class TestIssuers implements AutoCloseable {
  static final String USERS = "http://127.0.0.1:8080";
  static final String GATEWAY = "urn:aios:gateway";
  static final String AUDIENCE = "probe";

  final RSAKey userKey;
  final ECKey gatewayKey;
  final AtomicInteger keyFetches = new AtomicInteger();
  private final HttpServer server;

  TestIssuers() throws Exception {
    userKey = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    gatewayKey = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/oauth2/jwks", exchange -> serve(exchange, userKey));
    server.createContext("/internal/jwks/gateway", exchange -> serve(exchange, gatewayKey));
    server.start();
  }

  private void serve(HttpExchange exchange, JWK key) throws IOException {
    keyFetches.incrementAndGet();
    byte[] body = new JWKSet(key).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Claims of a good hop token for the probe. */
  static JWTClaimsSet.Builder hopClaims() {
    return claims(GATEWAY).claim("scope", "tool:probe_read");
  }

  static JWTClaimsSet.Builder claims(String issuer) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject("ada")
        .audience(AUDIENCE)
        .claim("client_id", "aios-cli")
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(60)));
  }

  JWSHeader.Builder hopHeader() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(gatewayKey.getKeyID());
  }

  String hopToken(JWTClaimsSet.Builder claims) throws Exception {
    return sign(hopHeader().build(), claims.build(), new ECDSASigner(gatewayKey));
  }

  String userToken(JWTClaimsSet.Builder claims) throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(userKey.getKeyID())
            .build();
    return sign(header, claims.build(), new RSASSASigner(userKey));
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
    var jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
