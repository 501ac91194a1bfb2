package io.aios.federation;

import static io.aios.federation.HostileServer.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.federation.Federation.Answer;
import io.aios.federation.HostileServer.Seen;
import io.aios.mcp.client.ToolAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OutboundIT {
  private static Federation federation;
  private static HostileServer hostile;

  @BeforeAll
  static void start() {
    federation = Federation.running();
    hostile = federation.hostile;
  }

  private static void offer(String alias, String path, String tool) {
    hostile.tools.put(path, List.of(tool(tool, "Does it")));
    federation.add(alias, path, "none");
    federation.approveAll(alias);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/mcp",
        "https://127.0.0.1/mcp",
        "https://localhost:8080/mcp",
        "https://10.1.2.3/mcp",
        "https://192.168.0.1/mcp",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/mcp",
        "https://[fd00::1]/mcp",
        "https://[::ffff:127.0.0.1]/mcp",
        "https://2130706433/mcp",
        "http://example.com/mcp"
      })
  void refusesAddressesThatAreNotPublicOrNotProtected(String url) {
    Answer answer = federation.admin("POST", "", Map.of("alias", "inside", "url", url));

    assertThat(answer.status()).as("%s: %s", url, answer.body()).isEqualTo(400);
    assertThat(answer.body().path("member").asString()).isEqualTo("url");
  }

  @Test
  void followsNoRedirects() {
    hostile.tools.put("/modern", List.of(tool("inside", "Inside")));

    JsonNode added = federation.add("redirect", "/redirect", "none");

    assertThat(added.path("state").asString()).isEqualTo("down");
    assertThat(added.path("cause").asString()).contains("307");
    assertThat(hostile.seen).noneMatch(request -> request.path().equals("/modern"));
  }

  @Test
  void endsACallThatDripsForEver() {
    offer("drip", "/drip", "slow");

    ToolAnswer answer =
        federation.callAs("ada", "drip", "drip_slow", Map.of(), Duration.ofMillis(800), null);

    assertThat(Federation.code(answer)).isEqualTo("timed-out");
    assertThat(answer.text()).contains("800 ms");
  }

  /** Of the two limits the shorter one counts. */
  @Test
  void endsACallThatItsCallerWouldWaitForLonger() {
    offer("patience", "/drip/patience", "slow");

    ToolAnswer answer = federation.call("patience", "patience_slow", Map.of());

    assertThat(Federation.code(answer)).isEqualTo("timed-out");
    assertThat(answer.text()).contains("8000 ms");
  }

  @Test
  void refusesAnswersOverTheLimit() {
    offer("huge", "/huge", "big");

    ToolAnswer answer = federation.call("huge", "huge_big", Map.of());

    assertThat(Federation.code(answer)).isEqualTo("answer-too-long");
    assertThat(answer.text()).contains("1048576 bytes");
  }

  @Test
  void readsNoEndlessHeaders() {
    hostile.tools.put("/wide", List.of(tool("any", "Any")));

    JsonNode added = federation.add("wide", "/wide", "none");

    assertThat(added.path("state").asString()).isEqualTo("down");
    assertThat(added.path("cause").asString()).contains("line length");
  }

  @Test
  void readsNoMoreThanAHundredHeaders() {
    hostile.tools.put("/headers", List.of(tool("any", "Any")));

    JsonNode added = federation.add("headers", "/headers", "none");

    assertThat(added.path("state").asString()).isEqualTo("down");
    assertThat(added.path("cause").asString()).contains("header count");
  }

  @Test
  void readsNoListThatDoesNotEnd() {
    hostile.tools.put("/endless", List.of(tool("any", "Any")));

    JsonNode added = federation.add("endless", "/endless", "none");

    assertThat(added.path("state").asString()).isEqualTo("down");
    assertThat(added.path("cause").asString()).contains("100 pages");
  }

  /** The limit is of the list, and not of what is left of it for the last page. */
  @Test
  void readsNoListThatTakesTooLong() {
    JsonNode added = federation.add("slowlist", "/endless/slow", "none");

    assertThat(added.path("state").asString()).isEqualTo("down");
    assertThat(added.path("cause").asString()).contains("did not end within 5000 ms");
  }

  @Test
  void readsNoListOfMoreThanAThousandTools() {
    hostile.tools.put(
        "/modern/many",
        IntStream.rangeClosed(0, 1000).mapToObj(i -> tool("t" + i, "One of many")).toList());

    JsonNode added = federation.add("many", "/modern/many", "none");

    assertThat(added.path("state").asString()).isEqualTo("down");
    assertThat(added.path("cause").asString()).contains("1000");
  }

  @Test
  void passesNoTokenOnAndTakesNoMetaBack() {
    offer("plain", "/modern/plain", "hello");

    ToolAnswer answer = federation.call("plain", "plain_hello", Map.of("a", 1));

    Seen call = hostile.calls("/modern/plain").getFirst();
    assertThat(call.headers()).doesNotContainKey("Authorization");
    assertThat(call.header("Mcp-method")).isEqualTo("tools/call");
    assertThat(call.header("Mcp-name")).isEqualTo("hello");
    assertThat(call.message().path("params").path("arguments").path("a").asInt()).isEqualTo(1);
    assertThat(answer.meta().has("io.aios/undo")).isFalse();
    assertThat(answer.structuredContent().path("caller").asString()).isEqualTo("none");
  }

  @Test
  void mirrorsArgumentsInHeadersWhereTheSchemaAsksForIt() {
    var route = tool("route", "Routes");
    route
        .withObjectProperty("inputSchema")
        .putObject("properties")
        .putObject("region")
        .put("type", "string")
        .put("x-mcp-header", "Region");
    hostile.tools.put("/modern/route", List.of(route));
    federation.add("route", "/modern/route", "none");
    federation.approveAll("route");

    federation.call("route", "route_route", Map.of("region", "Zürich"));

    assertThat(hostile.calls("/modern/route").getFirst().header("Mcp-param-region"))
        .isEqualTo("=?base64?WsO8cmljaA==?=");
  }

  @Test
  void speaksTheOldEraWithSessionsAndPassesProgressOn() {
    offer("legacy", "/legacy", "work");
    Queue<String> progress = new ConcurrentLinkedQueue<>();

    ToolAnswer answer =
        federation.callAs(
            "ada",
            "legacy",
            "legacy_work",
            Map.of(),
            Federation.PATIENCE,
            (done, total, message) -> progress.add(done + "/" + total + " " + message));

    assertThat(answer.text()).isEqualTo("streamed");
    assertThat(progress).containsExactly("1.0/2.0 half");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(hostile.seen)
                    .as("the server's own request is answered with an error")
                    .anyMatch(
                        request ->
                            request.path().equals("/legacy")
                                && request.message().path("id").asString("").equals("q1")
                                && request.message().has("error")));
  }

  @Test
  void opensANewSessionWhenTheServerForgotTheOld() {
    offer("forget", "/legacy/forget", "work");

    hostile.sessions.incrementAndGet();

    assertThat(federation.call("forget", "forget_work", Map.of()).text()).isEqualTo("streamed");
  }

  @Test
  void tellsAnOldServerWhenACallIsGivenUp() {
    offer("hang", "/legacy/hang", "hang");

    ToolAnswer answer =
        federation.callAs("ada", "hang", "hang_hang", Map.of(), Duration.ofMillis(800), null);

    assertThat(Federation.code(answer)).isEqualTo("timed-out");
    long id = hostile.calls("/legacy/hang").getFirst().message().path("id").asLong();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(hostile.seen)
                    .anyMatch(
                        request ->
                            request
                                    .message()
                                    .path("method")
                                    .asString("")
                                    .equals("notifications/cancelled")
                                && request.message().path("params").path("requestId").asLong(0)
                                    == id));
  }

  @Test
  void leavesAServerAloneThatKeepsFailing() {
    offer("sick", "/drip/sick", "slow");
    for (int i = 0; i < 6; i++) {
      federation.callAs("ada", "sick", "sick_slow", Map.of(), Duration.ofMillis(100), null);
    }

    int before = hostile.calls("/drip/sick").size();
    ToolAnswer answer =
        federation.callAs("ada", "sick", "sick_slow", Map.of(), Duration.ofMillis(100), null);

    assertThat(before).isLessThan(6);
    assertThat(Federation.code(answer)).isIn("server-failing", "timed-out");
  }
}
