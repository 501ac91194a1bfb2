package io.aios.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.gateway.GatewayClient.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ToolCallsIT {
  private static SharedSuite shared;
  private static GatewayClient client;
  private static String reader;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    client = shared.client;
    reader = shared.suite.tokens.user("ada", "echo:read");
  }

  @Test
  void answersWithTheToolsResult() throws Exception {
    Answer answer = client.call("echo_say_text", "{\"text\":\"hi\",\"times\":2}", reader);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("structuredContent").path("text").asString()).isEqualTo("hihi");
    assertThat(answer.json().path("structuredContent").path("caller").asString()).isEqualTo("ada");
  }

  @Test
  void passesAFailedToolsResultOn() throws Exception {
    Answer answer = client.call("echo_fail_always", "{}", reader);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("isError").asBoolean()).isTrue();
    assertThat(answer.body()).contains("Call another one");
  }

  @Test
  void takesTheResultOutOfAnEventStream() throws Exception {
    Answer answer = client.call("echo_wait_long", "{\"millis\":1500}", reader);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("waited");
  }

  @Test
  void recordsWhoCalledWhatAndHowItEnded() throws Exception {
    Answer answer = client.call("echo_say_text", "{\"text\":\"for the record\"}", reader);

    String digest =
        java.util.HexFormat.of()
            .formatHex(
                java.security.MessageDigest.getInstance("SHA-256")
                    .digest("{\"text\":\"for the record\"}".getBytes(UTF_8)));
    var entry = shared.audit.await(e -> digest.equals(e.argumentsDigest()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(entry.subject()).isEqualTo("ada");
    assertThat(entry.client()).isEqualTo("test-client");
    assertThat(entry.action()).isEqualTo("tool.call");
    assertThat(entry.target()).isEqualTo("echo_say_text");
    assertThat(entry.outcome()).isEqualTo(AuditOutcome.ALLOWED);
    assertThat(entry.status()).isEqualTo(200);
    assertThat(entry.remoteAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void namesTheMissingPermission() throws Exception {
    Answer answer = client.call("echo_write_note", "{\"text\":\"x\"}", reader);

    assertProblem(answer, 403, "permission-denied");
    assertThat(answer.json().path("permission").asString()).isEqualTo("echo:write");
    assertThat(answer.header("WWW-Authenticate"))
        .contains("insufficient_scope", "scope=\"echo:write\"");
    assertThat(refusalOf(answer)).isEqualTo("permission-denied");
  }

  @Test
  void letsAGrantForEveryServerIn() throws Exception {
    String writer = shared.suite.tokens.user("ada", "*:write");

    assertThat(client.call("echo_write_note", "{\"text\":\"x\"}", writer).status()).isEqualTo(200);
  }

  @Test
  void doesNotKnowAToolThatIsNotListed() throws Exception {
    Answer answer = client.call("echo_no_such", "{}", reader);

    assertProblem(answer, 404, "unknown-tool");
    assertThat(answer.json().path("detail").asString()).contains("echo_no_such");
    assertThat(refusalOf(answer)).isEqualTo("unknown-tool");
  }

  @Test
  void pointsAtTheArgumentThatDoesNotMatch() throws Exception {
    Answer answer = client.call("echo_say_text", "{\"text\":\"x\",\"times\":9}", reader);

    assertProblem(answer, 422, "schema-violation");
    assertThat(answer.json().path("pointer").asString()).isEqualTo("/times");
    assertThat(answer.json().path("detail").asString()).contains("9", "5");
    assertThat(refusalOf(answer)).isEqualTo("schema-violation");
  }

  @Test
  void pointsAtTheArgumentThatIsMissing() throws Exception {
    Answer answer = client.call("echo_say_text", "", reader);

    assertProblem(answer, 422, "schema-violation");
    assertThat(answer.json().path("pointer").asString()).isEqualTo("/text");
  }

  @Test
  void refusesAnArgumentThatTheSchemaDoesNotName() throws Exception {
    Answer answer = client.call("echo_say_text", "{\"text\":\"x\",\"shell\":\"rm\"}", reader);

    assertProblem(answer, 422, "schema-violation");
    assertThat(answer.json().path("pointer").asString()).isEqualTo("/shell");
  }

  @Test
  void refusesABodyThatCouldBeReadInTwoWays() throws Exception {
    Answer answer = client.call("echo_say_text", "{\"text\":\"a\",\"text\":\"b\"}", reader);

    assertProblem(answer, 400, "malformed-request");
  }

  @Test
  void refusesABodyThatIsMoreThanOneValue() throws Exception {
    Answer answer =
        client.call("echo_say_text", "{\"text\":\"a\"}},\"id\":{\"x\":{\"y\":1}", reader);

    assertProblem(answer, 400, "malformed-request");
  }

  @Test
  void refusesADeclaredBodyOverTheLimit() throws Exception {
    String big = "{\"text\":\"" + "x".repeat(70_000) + "\"}";

    Answer answer = client.call("echo_say_text", big, reader);

    assertProblem(answer, 413, "body-too-large");
    assertThat(answer.json().path("detail").asString()).contains("65536");
    assertThat(refusalOf(answer)).isEqualTo("body-too-large");
  }

  @Test
  void refusesAChunkedBodyOverTheLimit() throws Exception {
    byte[] big = ("{\"text\":\"" + "x".repeat(70_000) + "\"}").getBytes(UTF_8);

    Answer answer =
        client.post(
            "/api/v1/tools/echo_say_text",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)),
            reader);

    assertProblem(answer, 413, "body-too-large");
  }

  @Test
  void refusesABodyThatIsNotJson() throws Exception {
    Answer answer =
        client.send(
            client
                .request("/api/v1/tools/echo_say_text", reader, "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

    assertProblem(answer, 415, "unsupported-media-type");
  }

  @Test
  void sendsTheServerATokenOfItsOwnAndNothingElse() throws Exception {
    client.call(
        "echo_say_text",
        "{\"text\":\"x\"}",
        reader,
        "Cookie",
        "a=b",
        "X-Aios-Command-Id",
        "11111111-1111-1111-1111-111111111111",
        "X-Aios-Anything",
        "x",
        "X-Forwarded-For",
        "10.0.0.1",
        "Proxy-Authorization",
        "Basic eDp5");

    Map<String, String> sent = shared.suite.seen().lastHeaders();
    Map<String, Object> claims = GatewayClient.claimsOf(sent.get("authorization"));
    assertThat(sent.get("authorization")).isNotEqualTo("Bearer " + reader);
    assertThat(sent.values()).noneMatch(value -> value.contains(reader));
    assertThat(claims.get("iss")).isEqualTo("urn:aios:gateway");
    assertThat(claims.get("aud")).asString().contains("mcp-echo");
    assertThat(claims.get("sub")).isEqualTo("ada");
    assertThat(claims.get("client_id")).isEqualTo("test-client");
    assertThat(claims.get("scope")).isEqualTo("tool:echo_say_text");
    assertThat(sent)
        .doesNotContainKeys(
            "cookie",
            "x-aios-command-id",
            "x-aios-anything",
            "x-forwarded-for",
            "proxy-authorization");
  }

  @Test
  void believesTheCommandIdOfTheOrchestratorAlone() throws Exception {
    String orchestrator = shared.suite.tokens.orchestrator("ada", "echo:read");
    String command = "22222222-2222-2222-2222-222222222222";

    client.call("echo_say_text", "{\"text\":\"x\"}", orchestrator, "X-Aios-Command-Id", command);

    assertThat(shared.suite.seen().lastHeaders()).containsEntry("x-aios-command-id", command);
    assertThat(shared.audit.await(e -> command.equals(e.commandId())).subject()).isEqualTo("ada");
  }

  @Test
  void isTheParentOfTheServersSpan() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    client.call(
        "echo_say_text",
        "{\"text\":\"x\"}",
        reader,
        "traceparent",
        "00-" + trace + "-00f067aa0ba902b7-01");

    String sent = shared.suite.seen().lastHeaders().get("traceparent");
    assertThat(sent).startsWith("00-" + trace + "-").doesNotContain("00f067aa0ba902b7");
    assertThat(shared.audit.ofTrace(trace).target()).isEqualTo("echo_say_text");
  }

  @Test
  void tellsWhatItLacksWithoutAStackTrace() throws Exception {
    shared.suite.seen().failWith(500);
    try {
      Answer answer = client.call("echo_say_text", "{\"text\":\"x\"}", reader);

      assertProblem(answer, 502, "tool-failed");
      assertThat(answer.body()).doesNotContain("Exception", "io.aios", "\\tat");
    } finally {
      shared.suite.seen().failWith(0);
    }
  }

  @Test
  void doesNotPassAServersRefusalOfTheGatewayOn() throws Exception {
    shared.suite.seen().failWith(401);
    try {
      Answer rest = client.call("echo_say_text", "{\"text\":\"x\"}", reader);
      Answer mcp = client.modernCall("echo_say_text", "{\"text\":\"x\"}", reader);

      assertProblem(rest, 502, "tool-failed");
      assertThat(rest.json().path("upstreamStatus").asInt()).isEqualTo(401);
      assertThat(mcp.status()).isEqualTo(502);
      assertThat(mcp.json().at("/error/data/upstreamStatus").asInt()).isEqualTo(401);
      assertThat(mcp.header("WWW-Authenticate")).isEmpty();
    } finally {
      shared.suite.seen().failWith(0);
    }
  }

  @Test
  void countsCallsByOutcome() throws Exception {
    client.call("echo_say_text", "{\"text\":\"x\"}", reader);
    client.call("echo_made_up_" + System.nanoTime(), "{}", reader);

    String metrics = client.get("/actuator/prometheus", "").body();
    assertThat(metrics)
        .contains("aios_gateway_calls_seconds_count", "tool=\"echo_say_text\"", "tool=\"unknown\"")
        .contains("resilience4j_circuitbreaker_state")
        .doesNotContain("echo_made_up");
  }

  private static void assertProblem(Answer answer, int status, String slug) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("type").asString()).isEqualTo("urn:aios:problem:" + slug);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("traceId").asString()).hasSize(32);
  }

  private static String refusalOf(Answer answer) throws Exception {
    var entry = shared.audit.ofTrace(answer.json().path("traceId").asString());
    assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
    return entry.reason();
  }
}
