package io.aios.mcp.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Flows;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ListenTest {
  private static final String TAG = "/params/_meta/io.modelcontextprotocol~1subscriptionId";
  private FixtureServer server;

  @BeforeEach
  void start() {
    server = FixtureServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ListeningSocket listen(String notifications) throws IOException {
    return ListeningSocket.open(server, notifications, "");
  }

  private static JsonNode json(String text) {
    return McpJson.MAPPER.readTree(text);
  }

  @Test
  void announcesWhatIsWiredToModernClientsOnly() {
    JsonNode modern = Post.modern(server, "server/discover", "").send().result();
    assertThat(modern.at("/capabilities/tools/listChanged").asBoolean()).isTrue();
    assertThat(modern.at("/capabilities/prompts/listChanged").asBoolean()).isTrue();
    assertThat(modern.at("/capabilities/resources/subscribe").asBoolean()).isTrue();
    assertThat(modern.at("/capabilities/resources").has("listChanged")).isFalse();

    JsonNode legacy = Post.legacy(server, "initialize", "").send().result();
    assertThat(legacy.path("capabilities").toString())
        .contains("tools")
        .doesNotContain("listChanged", "subscribe");
  }

  @Test
  void acknowledgesFirstWithWhatItAgreedTo() throws IOException {
    String filter =
        """
        {"toolsListChanged":true,"resourcesListChanged":true,"unknown":1,\
        "resourceSubscriptions":["test://watched-resource","secret://x"]}""";
    try (var stream = listen(filter)) {
      JsonNode first = stream.next();
      assertThat(first.path("method").asString())
          .isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(first.at(TAG).asString()).isEqualTo("s1");
      assertThat(first.at("/params/notifications"))
          .isEqualTo(
              json(
                  "{\"toolsListChanged\":true,"
                      + "\"resourceSubscriptions\":[\"test://watched-resource\"]}"));
    }
  }

  @Test
  void tellsOnlyWhatWasAskedFor() throws IOException {
    try (var tools = listen("{\"toolsListChanged\":true}");
        var resource = listen("{\"resourceSubscriptions\":[\"test://watched-resource\"]}")) {
      tools.next();
      resource.next();
      server.flows.changes.promptsChanged();
      server.flows.changes.resourceUpdated("test://other");
      server.flows.changes.resourceUpdated("test://watched-resource");
      Post.call(server, "test_trigger_tool_change", "{}").send();

      JsonNode heard = tools.next();
      assertThat(heard.path("method").asString()).isEqualTo("notifications/tools/list_changed");
      assertThat(heard.at(TAG).asString()).isEqualTo("s1");
      JsonNode updated = resource.next();
      assertThat(updated.path("method").asString()).isEqualTo("notifications/resources/updated");
      assertThat(updated.at("/params/uri").asString()).isEqualTo("test://watched-resource");
      assertThat(updated.at(TAG).asString()).isEqualTo("s1");
    }
  }

  @Test
  void endsStreamsWithTheirResult() throws IOException {
    try (var stream = listen("{\"toolsListChanged\":true}")) {
      stream.next();
      server.flows.changes.toolsChanged();
      server.flows.changes.close();

      assertThat(stream.next().path("method").asString()).contains("list_changed");
      JsonNode last = stream.next();
      assertThat(last.path("id").asString()).isEqualTo("s1");
      assertThat(last.at("/result/resultType").asString()).isEqualTo("complete");
      assertThat(last.at(TAG.replace("params", "result")).asString()).isEqualTo("s1");
      await().atMost(Duration.ofSeconds(30)).until(() -> server.flows.changes.listeners() == 0);
    }
  }

  @Test
  void forgetsAListenerThatLeft() throws IOException {
    try (var stream = listen("{\"toolsListChanged\":true}")) {
      stream.next();
      assertThat(server.flows.changes.listeners()).isEqualTo(1);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> server.flows.changes.listeners() == 0);
  }

  /** One more that is let in listens, and is not answered. */
  @Test
  @Timeout(60)
  void boundsListenersPerCaller() throws IOException {
    String filter = "{\"toolsListChanged\":true}";
    List<ListeningSocket> open = new ArrayList<>();
    for (int i = 0; i < Flows.LISTENERS_PER_CALLER; i++) {
      open.add(ListeningSocket.open(server, filter, "X-User: ada\r\n"));
      open.getLast().next();
    }
    Answer refused =
        Post.modern(server, "subscriptions/listen", "\"notifications\":" + filter)
            .header("X-User", "ada")
            .send();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errorCode()).isEqualTo(ErrorCodes.TOO_MANY_REQUESTS);
    try (var other = ListeningSocket.open(server, filter, "X-User: eve\r\n")) {
      assertThat(other.next().path("method").asString()).contains("acknowledged");
    }
    for (ListeningSocket stream : open) {
      stream.close();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> server.flows.changes.listeners() == 0);
    try (var again = ListeningSocket.open(server, filter, "X-User: ada\r\n")) {
      assertThat(again.next().path("method").asString()).contains("acknowledged");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{\"toolsListChanged\":\"yes\"}",
        "{\"resourceSubscriptions\":\"test://a\"}",
        "{\"resourceSubscriptions\":[7]}"
      })
  void refusesMalformedFilters(String filter) {
    Answer answer =
        Post.modern(server, "subscriptions/listen", "\"notifications\":" + filter).send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
    assertThat(server.flows.changes.listeners()).isZero();
  }

  @Test
  void refusesClientsThatTakeNoStream() {
    Answer answer =
        Post.modern(server, "subscriptions/listen", "\"notifications\":{}")
            .header("Accept", "application/json")
            .send();
    assertThat(answer.status()).isEqualTo(400);
  }
}
