package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A token is good at the resource that it was issued for, and below it. */
class AudienceIT {
  private static final String LIST =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";

  private final SharedSuite shared = SharedSuite.get();

  @Test
  void takesATokenForOneServerOnlyAtThatServer() throws Exception {
    String token = token(TestTokens.ISSUER + "/mcp/echo");

    assertThat(shared.client.mcp("/mcp/echo", LIST, token).status()).isEqualTo(200);
    assertThat(shared.client.mcp("/mcp", LIST, token).status()).isEqualTo(401);
    assertThat(shared.client.mcp("/mcp/echo2", LIST, token).status()).isEqualTo(401);
    assertThat(shared.client.get("/api/v1/tools", token).status()).isEqualTo(401);
  }

  @Test
  void takesATokenForMcpAtEveryServerAndNowhereElse() throws Exception {
    String token = token(TestTokens.ISSUER + "/mcp");

    assertThat(shared.client.mcp("/mcp", LIST, token).status()).isEqualTo(200);
    assertThat(shared.client.mcp("/mcp/echo", LIST, token).status()).isEqualTo(200);
    assertThat(shared.client.get("/api/v1/tools", token).status()).isEqualTo(401);
  }

  @Test
  void takesNoTokenForAStrangersResource() throws Exception {
    for (String audience :
        new String[] {"https://evil.example/mcp", TestTokens.ISSUER + "0/mcp", "mcp-echo"}) {
      assertThat(shared.client.mcp("/mcp", LIST, token(audience)).status()).isEqualTo(401);
    }
  }

  @Test
  void challengesWithTheMetadataAndScopesOfTheResourceThatWasAsked() throws Exception {
    String challenge = shared.client.mcp("/mcp/echo", LIST, "").header("WWW-Authenticate");

    assertThat(challenge)
        .contains("/.well-known/oauth-protected-resource/mcp/echo\"")
        .containsPattern("scope=\"[^\"]*echo:read");
  }

  @Test
  void namesScopeAndMetadataWhereATokenIsTooNarrow() throws Exception {
    String token = shared.suite.tokens.user("ada", "echo:nothing");

    var answer =
        shared.client.mcp(
            "/mcp",
            GatewayClient.callMessage("echo_say_text", "{}"),
            token,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/call",
            "Mcp-Name",
            "echo_say_text");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate"))
        .contains("insufficient_scope", "scope=\"echo:read\"")
        .contains("/.well-known/oauth-protected-resource/mcp\"");
  }

  private String token(String audience) {
    return shared.suite.tokens.user("ada", claims -> claims.audience(audience), "echo:read");
  }
}
