package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.usecase.Catalogues;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;
import tools.jackson.databind.JsonNode;

/** Small limits, a network, a tool server that is never there, and a Redis that comes and goes. */
class ResilienceIT {
  @TempDir private static Path data;
  private static Suite suite;
  private static GatewayClient client;
  private static RedisServer redis;
  private static int redisPort;
  private static FixtureServer slow;
  private static final String SAID = "/structuredContent/text";

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(data.resolve("secrets"));
    redisPort = freePort();
    redis = startRedis();
    Map<String, String> infrastructure =
        new HashMap<>(Infrastructure.properties(Part.POSTGRES, Part.KAFKA));
    infrastructure.put("spring.data.redis.host", "127.0.0.1");
    infrastructure.put("spring.data.redis.port", String.valueOf(redisPort));
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.gateway.upstream.in-memory", "false");
    properties.put("management.tracing.sampling.probability", "1.0");
    Suite.register(properties, "mcp-gone", "http://127.0.0.1:" + freePort(), "gone");
    slow = SlowServer.start();
    Suite.register(properties, "mcp-slow", "http://127.0.0.1:" + slow.port(), "slow");
    properties.put("aios.gateway.quota.user.calls", "40");
    properties.put("aios.gateway.quota.user.window", "1h");
    properties.put("aios.gateway.quota.user-tool.calls", "20");
    properties.put("aios.gateway.quota.user-tool.window", "1h");
    properties.put("aios.gateway.quota.redis-retry", "200ms");
    properties.put("aios.data-dir", data.toString());
    properties.put("aios.gateway.filter.modes.financial", "tokenise");
    // A slow answer is no absent Redis: what is refused at once is.
    properties.put("aios.gateway.quota.redis-timeout", "5s");
    properties.put("aios.gateway.guard.minimum-calls", "4");
    properties.put("aios.gateway.guard.window", "1s");
    properties.put("aios.gateway.guard.open-for", "1s");
    properties.put("aios.gateway.catalogue.call-margin", "500ms");
    suite = new Suite(infrastructure, properties);
    suite.awaitTools();
    client = new GatewayClient(suite.url());
    awaitRedis();
  }

  /** Calls, each for a user of its own, until one has left its mark in Redis. */
  private static void awaitRedis() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
      var answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      do {
        assertThat(answered(newUser(), 1)).isEqualTo(1);
        socket.getOutputStream().write("DBSIZE\r\n".getBytes(StandardCharsets.UTF_8));
      } while (answers.readLine().equals(":0"));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    suite.close();
    slow.close();
    redis.stop();
  }

  private static RedisServer startRedis() throws IOException {
    RedisServer server =
        RedisServer.newRedisServer()
            .port(redisPort)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .build();
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whoever has called nothing yet has a whole quota. */
  private static String newUser() {
    return UUID.randomUUID().toString();
  }

  private static Answer say(String user) {
    try {
      return client.call("echo_say_text", "{\"text\":\"x\"}", suite.tokens.user(user, "echo:read"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int answered(String user, int calls) {
    int answered = 0;
    for (int i = 0; i < calls; i++) {
      answered += say(user).status() == 200 ? 1 : 0;
    }
    return answered;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("30 s have passed").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void isTheParentOfTheServersSpanOverTheNetwork() throws Exception {
    String trace = UUID.randomUUID().toString().replace("-", "");
    String message =
        """
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo_say_text",
        "arguments":{"text":"x"},"_meta":{"traceparent":"00-%s-00f067aa0ba902b7-01"}}}\
        """
            .formatted(trace);

    Answer answer = client.mcp("/mcp", message, suite.tokens.user("traced", "echo:read"));

    assertThat(answer.status()).isEqualTo(200);
    var gateway = suite.spans.of("gateway", trace);
    assertThat(gateway.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(suite.spans.of("mcp-echo", trace).getParentSpanId()).isEqualTo(gateway.getSpanId());
  }

  @Test
  void refusesCallsOverTheQuotaAndSaysWhenToComeBack() throws Exception {
    assertThat(answered("busy", 20)).isEqualTo(20);

    Answer refused = say("busy");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("type").asString()).isEqualTo("urn:aios:problem:rate-limited");
    assertThat(refused.json().path("quota").asString()).isEqualTo("user-tool");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"user-tool\";q=20;w=3600");
    assertThat(refused.header("RateLimit")).startsWith("\"user-tool\";r=0;t=");
    assertThat(say("somebody-else").status()).isEqualTo(200);
  }

  @Test
  void countsAUsersCallsOverAllTools() throws Exception {
    String token = suite.tokens.user("all-round", "echo:read");
    for (int i = 0; i < 20; i++) {
      say("all-round");
      client.call("echo_fail_always", "{}", token);
    }

    assertThat(
            client.call("echo_wait_long", "{\"millis\":0}", token).json().path("quota").asString())
        .isEqualTo("user");
  }

  @Test
  void explainingTakesARequestButNoCallOfTheTool() throws Exception {
    String token = suite.tokens.user("curious", "echo:read");
    JsonNode last = null;
    for (int i = 0; i < 5; i++) {
      last = client.call("echo_say_text/explain", "{\"text\":\"x\"}", token).json();
    }

    assertThat(left(last, "user")).isEqualTo(35);
    assertThat(left(last, "user-tool")).isEqualTo(20);
    for (int i = 0; i < 35; i++) {
      client.call("echo_say_text/explain", "{\"text\":\"x\"}", token);
    }
    assertThat(client.call("echo_say_text/explain", "{}", token).status()).isEqualTo(429);
  }

  private static long left(JsonNode told, String quota) {
    for (JsonNode check : told.path("checks")) {
      if (check.path("facts").path("quota").asString("").equals(quota)) {
        return check.path("facts").path("left").asLong(-1);
      }
    }
    throw new AssertionError("No quota '" + quota + "' in " + told);
  }

  @Test
  void limitsOverMcpToo() throws Exception {
    assertThat(answered("mcp-busy", 20)).isEqualTo(20);

    Answer refused =
        client.modernCall(
            "echo_say_text", "{\"text\":\"x\"}", suite.tokens.user("mcp-busy", "echo:read"));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(refused.json().path("error").path("data").path("quota").asString())
        .isEqualTo("user-tool");
  }

  @Test
  void isNeitherOpenNorDeadWithoutRedis() throws Exception {
    String owner = suite.tokens.user("owner", "echo:read");
    String card = "{\"text\":\"4111 1111 1111 1111\"}";
    String token = client.call("echo_say_text", card, owner).json().at(SAID).asString();
    assertThat(token).startsWith("[TOKEN:payment-card:");
    redis.stop();
    try {
      assertThat(answered("offline", 30)).isEqualTo(20);
      assertThat(client.call("echo_say_text", card, owner).json().at(SAID).asString())
          .as("what cannot be kept for its owner is shown to nobody")
          .isEqualTo("[REDACTED:payment-card]");
      assertThat(client.call("echo_say_text", card.replace("4111 1111 1111 1111", token), owner))
          .satisfies(refused -> assertThat(refused.status()).isEqualTo(503));
    } finally {
      redis = startRedis();
    }
    awaitRedis();
  }

  @Test
  void listsAndCallsOthersWhileOneServerIsDown() throws Exception {
    Catalogues catalogues = suite.gateway.getBean(Catalogues.class);
    await(() -> catalogues.current().hasServer("gone"));

    assertThat(catalogues.current().servers())
        .anySatisfy(
            server -> {
              assertThat(server.server()).isEqualTo("gone");
              assertThat(server.state()).isEqualTo(ServerStatus.State.DOWN);
              assertThat(server.cause()).isNotBlank();
            });
    assertThat(say("unbothered").status()).isEqualTo(200);
    assertThat(client.get("/actuator/health/readiness", "").status()).isEqualTo(200);
    assertThat(client.get("/actuator/health", "").body()).contains("gone");
  }

  @Test
  void opensTheCircuitOfAFailingServerAndClosesItAgain() throws Exception {
    suite.seen().failWith(503);
    try {
      await(() -> "circuit-open".equals(say(newUser()).json().path("cause").asString("")));
      Answer refused = say(newUser());
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
    } finally {
      suite.seen().failWith(0);
    }
    await(() -> say(newUser()).status() == 200);
  }

  @Test
  void doesNotHoldAToolsOwnFailureAgainstItsServer() throws Exception {
    String token = suite.tokens.user("failing", "echo:read");
    for (int i = 0; i < 8; i++) {
      assertThat(client.call("echo_fail_always", "{}", token).status()).isEqualTo(200);
    }
  }

  @Test
  void doesNotHoldACallersShortPatienceAgainstTheServer() throws Exception {
    suite.seen().delayAnswers(true);
    try {
      for (int i = 0; i < 6; i++) {
        Answer late =
            client.call(
                "echo_wait_long",
                "{\"millis\":0}",
                suite.tokens.orchestrator("hasty", "echo:read"),
                "X-Aios-Command-Id",
                "33333333-3333-3333-3333-333333333333",
                "X-Aios-Timeout-Ms",
                "50");
        assertThat(late.status()).isEqualTo(504);
      }
    } finally {
      suite.seen().delayAnswers(false);
    }
    assertThat(say("relaxed").status()).isEqualTo(200);
  }

  @Test
  void listsPromptsAndResourcesWhileAServerIsAway() throws Exception {
    String token = suite.tokens.user(newUser(), "gone:read", "echo:read");
    for (String method : List.of("prompts/list", "resources/list", "resources/templates/list")) {
      Answer answer =
          client.mcp(
              "/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}".formatted(method), token);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().has("result")).as(answer.body()).isTrue();
    }
  }

  @Test
  void givesACallMoreTimeWhileItTellsOfProgress() throws Exception {
    suite.awaitTools("slow_count_steps");
    String token = suite.tokens.user(newUser(), "slow:read");
    String message =
        """
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"slow_count_steps",
        "arguments":{},"_meta":{"progressToken":"p"}}}\
        """;
    try (InputStream told = client.stream("/mcp", message, token).body()) {
      assertThat(new String(told.readAllBytes(), StandardCharsets.UTF_8)).contains("counted");
    }
    assertThat(client.call("slow_count_steps", "{}", token).status()).isEqualTo(504);
  }

  @Test
  void endsACallThatTakesTooLong() throws Exception {
    String token = suite.tokens.user("patient", "echo:read");

    suite.seen().delayAnswers(true);
    try {
      Answer late = client.call("echo_wait_short", "{\"millis\":0}", token);

      assertThat(late.status()).isEqualTo(504);
      assertThat(late.json().path("type").asString()).isEqualTo("urn:aios:problem:timed-out");
      assertThat(late.json().path("outcome").asString()).isEqualTo("unknown");
    } finally {
      suite.seen().delayAnswers(false);
    }
    await(() -> say(newUser()).status() == 200);
  }

  @Test
  void cancelsTheCallOfACallerThatHangsUp() throws Exception {
    String token = suite.tokens.user("impatient", "echo:read");
    CountDownLatch cancelled = suite.seen().expectCancellation();
    CountDownLatch started = suite.seen().expectCall();
    var call =
        client
            .http()
            .sendAsync(
                client
                    .request("/api/v1/tools/echo_wait_long", token)
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"millis\":30000}"))
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    call.cancel(true);

    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
