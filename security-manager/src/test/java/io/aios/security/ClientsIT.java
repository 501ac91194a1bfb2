package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientsIT {
  private final Server server = Server.running();
  private final Server.Browser http = server.new Browser();

  @Test
  void givesServiceAccountsTokensForThisServiceOnly() throws Exception {
    var answer = server.askToken("gateway", Server.GATEWAY_SECRET, "internal:signing-keys");

    SignedJWT token = SignedJWT.parse(Server.json(answer).get("access_token").toString());
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("security-manager");
  }

  @Test
  void refusesServiceAccountsOtherScopesAndSecrets() throws Exception {
    assertThat(server.askToken("gateway", Server.GATEWAY_SECRET, "*:read").statusCode())
        .isEqualTo(400);
    assertThat(server.askToken("gateway", "x".repeat(32), "internal:signing-keys").statusCode())
        .isEqualTo(401);
  }

  @Test
  void publishesRegisteredServiceKeysWithoutPrivateParts() throws Exception {
    JWKSet keys = JWKSet.parse(http.get("/internal/jwks/gateway").body());

    assertThat(keys.getKeys()).isNotEmpty().noneMatch(key -> key.isPrivate());
    assertThat(JWKSet.parse(http.get("/internal/jwks/nobody").body()).getKeys()).isEmpty();
  }

  @Test
  void refusesKeysThatAreNotPublicP256() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    assertThat(registerKey(key.toJSONObject()).statusCode()).isEqualTo(400);
    ECKey other = new ECKeyGenerator(Curve.P_384).keyID("k").generate();
    assertThat(registerKey(other.toPublicJWK().toJSONObject()).statusCode()).isEqualTo(400);
    assertThat(registerKey(Map.of("kty", "oct", "k", "AAAA")).statusCode()).isEqualTo(400);
  }

  @Test
  void letsNoHopTokenRegisterKeys() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    String body =
        JSONObjectUtils.toJSONString(
            Map.of("key", key.toPublicJWK().toJSONObject(), "lifetimeSeconds", 3600));

    var answer =
        authorized(
            "POST", "/internal/signing-keys", body, server.hopToken("security-manager", "*:write"));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void registersAProgramThatThenGetsTokensForTheGateway() throws Exception {
    String admin = server.hopToken("security-manager", "*:read", "*:write");
    var created = register(admin, "nightly", List.of("sysops:read"));
    assertThat(created.statusCode()).isEqualTo(201);
    Map<String, Object> program = Server.json(created);
    String id = program.get("clientId").toString();
    String secret = program.get("clientSecret").toString();

    SignedJWT token = SignedJWT.parse(server.clientToken(id, secret, "sysops:read"));

    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(Server.ISSUER);
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(id);
    var listed = authorized("GET", "/api/v1/clients", "", admin);
    assertThat(listed.body()).contains(id).doesNotContain(secret).doesNotContain("ecret");
    assertThat(authorized("DELETE", "/api/v1/clients/" + id, "", admin).statusCode())
        .isEqualTo(204);
    assertThat(server.askToken(id, secret, "sysops:read").statusCode()).isEqualTo(401);
    assertThat(authorized("DELETE", "/api/v1/clients/" + id, "", admin).statusCode())
        .isEqualTo(404);
  }

  @Test
  void passesOnNoMoreThanTheRegistrarHas() throws Exception {
    String writer = server.hopToken("security-manager", "security:write", "sysops:read");

    assertThat(register(writer, "greedy", List.of("sysops:destructive")).statusCode())
        .isEqualTo(403);
    assertThat(register(writer, "odd", List.of("internal:signing-keys")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void wantsTheGrantForClients() throws Exception {
    assertThat(
            authorized(
                    "GET",
                    "/api/v1/clients",
                    "",
                    server.hopToken("security-manager", "sysops:read"))
                .statusCode())
        .isEqualTo(403);
    assertThat(http.get("/api/v1/clients").statusCode()).isEqualTo(401);
  }

  @Test
  void acceptsHopTokensOnlyForItselfAndFromRegisteredKeys() throws Exception {
    assertThat(
            authorized("GET", "/api/v1/clients", "", server.hopToken("orchestrator", "*:read"))
                .statusCode())
        .isEqualTo(401);
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("stranger").generate();
    assertThat(
            authorized(
                    "GET",
                    "/api/v1/clients",
                    "",
                    Server.hopToken(stranger, "security-manager", "*:read"))
                .statusCode())
        .isEqualTo(401);
    assertThat(
            authorized("GET", "/api/v1/clients", "", server.hopToken("security-manager", "*:read"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void describesItselfAsItIs() throws Exception {
    for (String path :
        List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")) {
      Map<String, Object> document = Server.json(http.get(path));
      assertThat(document)
          .containsEntry("issuer", Server.ISSUER)
          .containsEntry("code_challenge_methods_supported", List.of("S256"))
          .containsEntry("authorization_response_iss_parameter_supported", true)
          .containsEntry("authorization_endpoint", Server.ISSUER + "/oauth2/authorize")
          .containsEntry("jwks_uri", Server.ISSUER + "/oauth2/jwks")
          .containsEntry(
              "device_authorization_endpoint", Server.ISSUER + "/oauth2/device_authorization");
    }
    JWKSet keys = JWKSet.parse(http.get("/oauth2/jwks").body());
    assertThat(keys.getKeys()).isNotEmpty().noneMatch(key -> key.isPrivate());
  }

  private HttpResponse<String> registerKey(Map<String, Object> key) throws Exception {
    return authorized(
        "POST",
        "/internal/signing-keys",
        JSONObjectUtils.toJSONString(Map.of("key", key, "lifetimeSeconds", 3600)),
        server.clientToken("gateway", Server.GATEWAY_SECRET, "internal:signing-keys"));
  }

  private HttpResponse<String> register(String token, String name, List<String> scopes)
      throws Exception {
    return authorized(
        "POST",
        "/api/v1/clients",
        JSONObjectUtils.toJSONString(Map.of("name", name, "scopes", scopes)),
        token);
  }

  private HttpResponse<String> authorized(String method, String path, String body, String token)
      throws Exception {
    return http.send(
        method, path, body, "Content-Type", "application/json", "Authorization", "Bearer " + token);
  }
}
