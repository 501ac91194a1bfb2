package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.gateway.GatewayClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users with the role {@code limited} have 40 units an hour; {@code echo_wait_short} costs 7. */
class LimitsIT {
  private static final String SAY = "{\"text\":\"x\"}";

  private final Suite suite = SharedSuite.get().suite;
  private final GatewayClient client = SharedSuite.get().client;
  private final String user = UUID.randomUUID().toString();

  private String token(String role, String... scopes) {
    return suite.tokens.user(user, claims -> claims.claim("roles", List.of(role)), scopes);
  }

  @Test
  void tellsWithEveryAnswerWhatIsLeft() throws Exception {
    String token = token("limited", "echo:read");

    Answer rest = client.call("echo_say_text", SAY, token);
    Answer mcp = client.modernCall("echo_say_text", SAY, token);
    Answer costly = client.call("echo_wait_short", "{\"millis\":0}", token);
    Answer invalid = client.call("echo_say_text", "{\"text\":7}", token);

    assertThat(rest.status()).isEqualTo(200);
    assertThat(rest.header("RateLimit-Policy"))
        .isEqualTo("\"user\";q=40;w=3600, \"user-tool\";q=6000;w=60");
    assertThat(rest.header("RateLimit")).isEqualTo("\"user\";r=39;t=90, \"user-tool\";r=5999;t=1");
    assertThat(mcp.status()).isEqualTo(200);
    assertThat(mcp.header("RateLimit")).startsWith("\"user\";r=38;t=90, ");
    assertThat(mcp.header("RateLimit-Policy")).isEqualTo(rest.header("RateLimit-Policy"));
    assertThat(costly.header("RateLimit")).startsWith("\"user\";r=31;");
    assertThat(invalid.status()).isEqualTo(422);
    assertThat(invalid.header("RateLimit")).startsWith("\"user\";r=30;");
  }

  @Test
  void refusesWhatCostsMoreThanIsLeft() throws Exception {
    String token = token("limited", "echo:read");
    for (int i = 0; i < 5; i++) {
      assertThat(client.call("echo_wait_short", "{\"millis\":" + i + "}", token).status())
          .isEqualTo(200);
    }

    Answer refused = client.call("echo_wait_short", "{\"millis\":0}", token);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("quota").asString()).isEqualTo("user");
    assertThat(refused.json().path("violated-policies").toString()).isEqualTo("[\"user\"]");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(100, 180);
    assertThat(refused.header("RateLimit")).matches("\"user\";r=0;t=1[0-9][0-9]");
    assertThat(client.call("echo_say_text", SAY, token).status()).as("costs one").isEqualTo(200);
  }

  @Test
  void breaksLoopsOnBothFaces() throws Exception {
    String note = "{\"text\":\"again\"}";
    String token = token("any", "echo:write");
    for (int i = 0; i < 20; i++) {
      assertThat(client.call("echo_write_note", note, token).status()).isEqualTo(200);
    }

    Answer rest = client.call("echo_write_note", note, token);
    Answer mcp = client.modernCall("echo_write_note", note, token);

    assertThat(rest.status()).isEqualTo(429);
    assertThat(rest.json().path("type").asString()).isEqualTo("urn:aios:problem:call-loop");
    assertThat(Integer.parseInt(rest.header("Retry-After"))).isBetween(1, 60);
    assertThat(mcp.status()).isEqualTo(429);
    assertThat(mcp.json().path("error").path("data").path("type").asString())
        .isEqualTo("urn:aios:problem:call-loop");
    assertThat(client.call("echo_write_note", "{\"text\":\"else\"}", token).status())
        .isEqualTo(200);
  }

  @Test
  void runsNoMoreCallsAtOnceThanThereArePlaces() throws Exception {
    String token = token("any", "echo:read");
    suite.seen().delayAnswers(true);
    try {
      List<CompletableFuture<HttpResponse<String>>> calls =
          IntStream.range(0, 3).mapToObj(n -> waiting(token, n)).toList();

      HttpResponse<?> refused =
          (HttpResponse<?>) CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)).get();

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(String.valueOf(refused.body())).contains("\"quota\":\"tool-running\"");
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(running(token)).isEqualTo(2);
      suite.seen().delayAnswers(false);
      assertThat(calls)
          .extracting(call -> call.get().statusCode())
          .containsExactlyInAnyOrder(200, 200, 429);
    } finally {
      suite.seen().delayAnswers(false);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> running(token) == 0);
  }

  private CompletableFuture<HttpResponse<String>> waiting(String token, int millis) {
    return client
        .http()
        .sendAsync(
            client
                .request("/api/v1/tools/echo_wait_short", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"millis\":" + millis + "}"))
                .build(),
            BodyHandlers.ofString());
  }

  private int running(String token) throws Exception {
    JsonNode limits = client.get("/api/v1/limits?tool=echo_wait_short", token).json();
    assertThat(limits.path("running").findValuesAsString("quota"))
        .containsExactly("user-running", "tool-running");
    return limits.path("running").path(1).path("here").asInt();
  }

  @Test
  void showsLimitsToTheirUserAndToAdministrators() throws Exception {
    String token = token("limited", "echo:read");
    client.call("echo_say_text", SAY, token);

    JsonNode own = client.get("/api/v1/limits?tool=echo_say_text", token).json();

    assertThat(own.path("user").asString()).isEqualTo(user);
    assertThat(own.path("quotas").findValuesAsString("quota")).containsExactly("user", "user-tool");
    assertThat(own.path("quotas").findValuesAsString("left")).startsWith("38");
    assertThat(
            client.get("/api/v1/limits", token).json().path("quotas").findValuesAsString("quota"))
        .contains("user", "user-write", "user-destructive-day", "user-external");
    String path = "/api/v1/limits?user=" + user;
    String stranger = suite.tokens.user("stranger", "echo:read");
    assertThat(client.get(path, stranger).status()).isEqualTo(403);
    String administrator =
        suite.tokens.user("root", c -> c.claim("roles", List.of("administrator")), "echo:read");
    assertThat(client.get(path, administrator).json().path("user").asString()).isEqualTo(user);
    assertThat(client.get("/api/v1/limits?tool=echo_fly", token).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/limits?user=%0A", token).status()).isEqualTo(400);
    assertThat(client.get("/api/v1/limits", "").status()).isEqualTo(401);
  }
}
