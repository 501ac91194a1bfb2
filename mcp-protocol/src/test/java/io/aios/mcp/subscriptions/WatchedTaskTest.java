package io.aios.mcp.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tasks seen by listeners. */
class WatchedTaskTest {
  private static final String DECLARED =
      "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = FixtureServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String started(String tool, String user) {
    return Post.call(server, tool, "{\"seconds\":300}")
        .declaring(DECLARED)
        .header("X-User", user)
        .send()
        .result()
        .path("taskId")
        .asString();
  }

  @Test
  void tellsTheWholeTaskToItsOwnerOnly() throws IOException {
    String own = started("slow_compute", "ada");
    String foreign = started("slow_compute", "eve");
    String filter = "{\"taskIds\":[\"" + own + "\",\"" + foreign + "\",\"unknown\"]}";
    try (var stream = ListeningSocket.open(server, filter, "X-User: ada\r\n", DECLARED)) {
      JsonNode acknowledged = stream.next();
      assertThat(acknowledged.at("/params/notifications/taskIds").toString())
          .isEqualTo("[\"" + own + "\"]");
      Post.modern(server, "tasks/cancel", "\"taskId\":\"" + own + "\"")
          .declaring(DECLARED)
          .header("Mcp-Name", own)
          .header("X-User", "ada")
          .send();

      JsonNode told = stream.next();
      assertThat(told.path("method").asString()).isEqualTo("notifications/tasks");
      assertThat(told.at("/params/taskId").asString()).isEqualTo(own);
      assertThat(told.at("/params/status").asString()).isEqualTo("cancelled");
      assertThat(told.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asString())
          .isEqualTo("s1");
    }
  }

  @Test
  void refusesClientsThatDidNotDeclareTheExtension() {
    Answer answer =
        Post.modern(server, "subscriptions/listen", "\"notifications\":{\"taskIds\":[\"any\"]}")
            .send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.MISSING_CAPABILITY);
  }
}
