package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoutesIT {
  private static SharedSuite shared;
  private static GatewayClient client;
  private static String user;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    client = shared.client;
    user = shared.suite.tokens.user("ada", "echo:read", "sysops:write");
  }

  @Test
  void sendsCommandsToTheOrchestratorWithTheCallersGrants() throws Exception {
    Answer answer =
        client.post(
            "/api/v1/commands",
            BodyPublishers.ofString("{\"tool\":\"x\"}"),
            user,
            "Cookie",
            "a=b",
            "X-Forwarded-Host",
            "evil.example",
            "X-Aios-Command-Id",
            "1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("bytes").asInt()).isEqualTo(12);
    assertThat(shared.orchestrator.lastPath()).isEqualTo("/api/v1/commands");
    Map<String, String> sent = shared.orchestrator.lastHeaders();
    Map<String, Object> claims = GatewayClient.claimsOf(sent.get("authorization"));
    assertThat(claims.get("aud")).asString().contains("orchestrator");
    assertThat(claims.get("scope")).isEqualTo("commands");
    assertThat(claims.get("sub")).isEqualTo("ada");
    assertThat((List<Object>) claims.get("grants"))
        .containsExactlyInAnyOrder("echo:read", "sysops:write");
    assertThat(sent.values()).noneMatch(value -> value.contains(user));
    assertThat(sent).doesNotContainKeys("cookie", "x-aios-command-id");
    assertThat(sent.get("x-forwarded-host")).isEqualTo("127.0.0.1");
    assertThat(sent.get("traceparent")).isNotBlank();
  }

  @Test
  void sendsClientRegistrationsToTheSecurityManagerWithTheCallersGrants() throws Exception {
    client.get("/api/v1/clients?x=a%20b", user);

    assertThat(shared.securityManager.lastPath()).isEqualTo("/api/v1/clients?x=a%20b");
    var claims = GatewayClient.claimsOf(shared.securityManager.lastHeaders().get("authorization"));
    assertThat(claims.get("aud")).asString().contains("security-manager");
    assertThat(claims.get("scope")).isEqualTo("clients");
  }

  @Test
  void leavesTheAuthorizationServerItsOwnCredentials() throws Exception {
    Answer answer =
        client.send(
            client
                .request("/oauth2/token", "", "Authorization", "Basic eDp5", "Cookie", "login=0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=a%3Ab")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("bytes").asInt()).isPositive();
    assertThat(answer.header("Set-Cookie")).isEqualTo("login=1");
    Map<String, String> sent = shared.securityManager.lastHeaders();
    assertThat(sent).containsEntry("authorization", "Basic eDp5");
    assertThat(sent).containsEntry("cookie", "login=0");
    assertThat(sent).containsEntry("x-forwarded-proto", "http");
    assertThat(sent).containsEntry("x-forwarded-port", "8080");
  }

  /** Of hop-by-hop headers the connection's other end makes its own (RFC 9110 section 7.6.1). */
  @Test
  void dropsWhatIsNotForTheServiceBehind() throws Exception {
    client.get(
        "/oauth2/authorize",
        "",
        "Forwarded",
        "for=203.0.113.7",
        "X-Forwarded-Prefix",
        "/evil",
        "X-Forwarded-Host",
        "evil.example",
        "X-Aios-Command-Id",
        "1",
        "Proxy-Authorization",
        "Basic eDp5",
        "TE",
        "trailers",
        "Keep-Alive",
        "timeout=600");

    Map<String, String> sent = shared.securityManager.lastHeaders();
    assertThat(sent)
        .doesNotContainKeys(
            "forwarded",
            "x-forwarded-prefix",
            "x-aios-command-id",
            "proxy-authorization",
            "te",
            "keep-alive")
        .containsEntry("x-forwarded-host", "127.0.0.1");
  }

  /** Colons need no escape in a form, and a star may have one: the body is not written anew. */
  @Test
  void forwardsFormsAsTheyWereSent() throws Exception {
    String form = "grant_type=urn:ietf:params:x&scope=%2A%3Aread&empty";

    Answer answer = form("/oauth2/token?a=b%20c", form, "");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(shared.securityManager.lastBody()).isEqualTo(form);
    assertThat(shared.securityManager.lastPath()).isEqualTo("/oauth2/token?a=b%20c");
  }

  @Test
  void forwardsOnlyJsonToTheApi() throws Exception {
    assertThat(form("/api/v1/commands", "tool=x", user).status()).isEqualTo(415);
  }

  private static Answer form(String path, String form, String token) throws Exception {
    return client.send(
        client
            .request(path, token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  @Test
  void tracesNothing() throws Exception {
    Answer answer =
        client.send(
            client
                .request("/api/v1/tools", user, "X-Secret", "swordfish")
                .method("TRACE", BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).doesNotContain("swordfish");
  }

  @Test
  void refusesQueriesThatCannotBeDecoded() throws Exception {
    for (String query : List.of("x=%ff%fe", "x=%00")) {
      Answer answer = client.get("/api/v1/commands?" + query, user);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.json().path("type").asString())
          .isEqualTo("urn:aios:problem:malformed-request");
    }
  }

  @Test
  void reachesTheAuthorizationServersPublicAddresses() throws Exception {
    for (String path :
        List.of(
            "/.well-known/oauth-authorization-server",
            "/.well-known/openid-configuration",
            "/login",
            "/oauth2/jwks",
            "/connect/register",
            "/userinfo")) {
      assertThat(client.get(path, "").status()).as(path).isEqualTo(200);
      assertThat(shared.securityManager.lastPath()).isEqualTo(path);
    }
  }

  @Test
  void streamsEventsAndEndsThemWithTheCaller() throws Exception {
    var response = client.streamed("/api/v1/commands/1/events", user);

    var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    // The back end sends its second event only when told to: the first one was not held back.
    assertThat(lines.readLine()).isEqualTo("data: one");
    shared.orchestrator.sendSecondEvent.countDown();
    assertThat(lines.readLine()).isEmpty();
    assertThat(lines.readLine()).isEqualTo("data: more");
    response.body().close();
    assertThat(shared.orchestrator.callerGone.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void limitsTheBodyOfACommand() throws Exception {
    byte[] big = new byte[70_000];

    Answer declared = client.post("/api/v1/commands", BodyPublishers.ofByteArray(big), user);
    Answer chunked =
        client.post(
            "/api/v1/commands",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)),
            user);

    assertThat(declared.status()).isEqualTo(413);
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.json().path("type").asString()).isEqualTo("urn:aios:problem:body-too-large");
  }

  @Test
  void showsTheApiOnAPageThatLoadsNothingFromElsewhere() throws Exception {
    Answer page = client.get("/docs/", "");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.body()).doesNotContain("http:", "https:", "onload", "<script>");
    for (String asset : List.of("swagger-ui-bundle.js", "swagger-ui.css", "start.js")) {
      assertThat(client.get("/docs/assets/" + asset, "").status()).as(asset).isEqualTo(200);
    }
    assertThat(client.get("/", "").header("Location")).isEqualTo("/docs/");
  }

  @Test
  void describesItsApi() throws Exception {
    Answer json = client.get("/openapi.json", "");

    assertThat(json.json().path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(client.get("/openapi.yaml", "").body()).startsWith("openapi: 3.1.0");
  }

  @Test
  void pagesFiltersAndVersionsTheCatalogue() throws Exception {
    Answer first = client.get("/api/v1/tools?limit=2&server=echo", user);
    String next = first.json().path("next").asString();
    Answer second = client.get("/api/v1/tools?limit=2&server=echo&after=" + next, user);
    Answer found = client.get("/api/v1/tools?query=says%20TEXT", user);
    Answer same =
        client.get(
            "/api/v1/tools?limit=2&server=echo", user, "If-None-Match", first.header("ETag"));

    assertThat(first.json().path("tools").size()).isEqualTo(2);
    assertThat(second.json().path("tools").path(0).path("name").asString()).isGreaterThan(next);
    assertThat(found.json().path("tools").path(0).path("name").asString())
        .isEqualTo("echo_say_text");
    assertThat(same.status()).isEqualTo(304);
    assertThat(client.get("/api/v1/tools?limit=0", user).status()).isEqualTo(400);
  }

  @Test
  void describesAToolToWhoMayCallIt() throws Exception {
    assertThat(
            client.get("/api/v1/tools/echo_say_text", user).json().path("inputSchema").isObject())
        .isTrue();
    assertThat(client.get("/api/v1/tools/echo_write_note", user).status()).isEqualTo(403);
    assertThat(client.get("/api/v1/tools/echo_none", user).status()).isEqualTo(404);
  }

  @Test
  void letsOnlyNamedOriginsIn() throws Exception {
    Answer named =
        client.get("/.well-known/oauth-protected-resource", "", "Origin", "https://app.example");
    Answer other =
        client.get("/.well-known/oauth-protected-resource", "", "Origin", "https://evil.example");

    assertThat(named.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void boundsTheClientsThatAnAddressRegisters() throws Exception {
    Answer answer = register("/oauth2/register");
    for (int i = 0; i < 60 && answer.status() != 429; i++) {
      answer = register("/oauth2/register");
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(register("/oauth2/%72egister").status()).isEqualTo(429);
    assertThat(client.get("/oauth2/register", "").status()).isNotEqualTo(429);
  }

  private static Answer register(String path) throws Exception {
    return client.post(path, BodyPublishers.ofString("{}"), "");
  }

  @Test
  void provesToTheAuthorizationServerWhereARequestCameFrom() throws Exception {
    client.get(
        "/oauth2/authorize", "", "X-Aios-Forwarded-By", "forged", "X-Forwarded-For", "203.0.113.7");
    Map<String, String> headers = shared.securityManager.lastHeaders();
    assertThat(headers).containsEntry("x-forwarded-for", "127.0.0.1");
    assertThat(GatewayClient.claimsOf(headers.get("x-aios-forwarded-by")))
        .containsEntry("scope", "forward")
        .containsEntry("aud", List.of("security-manager"));
  }
}
