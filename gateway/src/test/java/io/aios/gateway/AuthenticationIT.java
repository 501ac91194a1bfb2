package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.gateway.GatewayClient.Answer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AuthenticationIT {
  private static SharedSuite shared;
  private static TestTokens tokens;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    tokens = shared.suite.tokens;
  }

  private record Bad(String what, String token) {}

  @TestFactory
  Stream<DynamicTest> refusesAndRecordsTokens() {
    Date past = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    return Stream.of(
            new Bad("missing", ""),
            new Bad("expired", tokens.user("ada", c -> c.expirationTime(past), "echo:read")),
            new Bad(
                "for another audience",
                tokens.user("ada", c -> c.audience("mcp-echo"), "echo:read")),
            new Bad("signed with another key", tokens.signedByStranger("ada", "echo:read")),
            new Bad("of an unknown issuer", tokens.user("ada", c -> c.issuer("https://evil"))),
            new Bad("without a signature", unsigned()),
            new Bad("that are no tokens", "abc"))
        .flatMap(
            bad ->
                Stream.of("/api/v1/tools", "/mcp", "/api/v1/commands")
                    .map(
                        path ->
                            DynamicTest.dynamicTest(
                                bad.what() + " at " + path, () -> refused(bad.token(), path))));
  }

  private static String unsigned() {
    return new PlainJWT(
            new JWTClaimsSet.Builder()
                .issuer(TestTokens.ISSUER)
                .audience(TestTokens.ISSUER)
                .subject("ada")
                .claim("client_id", "x")
                .claim("scope", "echo:read")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build())
        .serialize();
  }

  private static void refused(String token, String path) throws Exception {
    Answer answer = shared.client.get(path, token);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("type").asString()).isEqualTo("urn:aios:problem:unauthenticated");
    assertThat(answer.header("WWW-Authenticate"))
        .startsWith("Bearer")
        .contains("resource_metadata=\"http://127.0.0.1:8080/.well-known/oauth-protected-resource");
    var entry = shared.audit.ofTrace(answer.json().path("traceId").asString());
    assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(entry.reason()).isEqualTo("unauthenticated");
    assertThat(entry.status()).isEqualTo(401);
    assertThat(entry.subject()).isNull();
    assertThat(entry.target()).isEqualTo(path);
  }

  @Test
  void deniesWhatNoRouteNames() throws Exception {
    String token = tokens.user("ada", "*:read", "*:write", "*:destructive");

    assertThat(shared.client.get("/internal/signing-keys", token).status()).isEqualTo(403);
    assertThat(shared.client.get("/actuator/env", "").status()).isEqualTo(404);
    assertThat(shared.client.get("/actuator/prometheus", "", "X-Forwarded-For", "1.2.3.4").status())
        .isEqualTo(401);
  }

  /** Nothing behind the chain refuses these: without it they would be 404, and a map of the API. */
  @Test
  void tellsStrangersNothingOfAddressesThatDoNotExist() throws Exception {
    String token = tokens.user("ada", "echo:read");
    for (String path : List.of("/api/v1/nothing", "/api/v1/nothing/1")) {
      assertThat(shared.client.get(path, "").status()).as(path).isEqualTo(401);
      assertThat(shared.client.get(path, token).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void tellsClientsWhereToGetAToken() throws Exception {
    Answer whole = shared.client.get("/.well-known/oauth-protected-resource", "");
    Answer mcp = shared.client.get("/.well-known/oauth-protected-resource/mcp", "");

    assertThat(whole.json().path("resource").asString()).isEqualTo("http://127.0.0.1:8080");
    assertThat(mcp.json().path("resource").asString()).isEqualTo("http://127.0.0.1:8080/mcp");
    assertThat(mcp.json().path("authorization_servers").path(0).asString())
        .isEqualTo("http://127.0.0.1:8080");
    assertThat(mcp.json().path("scopes_supported").toString()).contains("echo:read", "echo:write");
  }

  @Test
  void namesTheMetadataOfTheMcpResourceWhereMcpWasAsked() throws Exception {
    assertThat(shared.client.get("/mcp", "").header("WWW-Authenticate"))
        .contains("/.well-known/oauth-protected-resource/mcp\"");
  }
}
