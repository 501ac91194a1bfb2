package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.ChangeListener;
import io.aios.mcp.client.InputHandler;
import io.aios.mcp.client.Interests;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.Subscription;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.input.Elicitation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * States, tasks and subscriptions of a server that binds nothing to its users, since it sees none:
 * what keeps users apart here is the gateway.
 */
class HandedOutIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String REMEMBERING = "test_input_required_result_request_state";

  private static SharedSuite shared;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
  }

  private static McpClient.Builder as(String user) {
    String token = shared.suite.tokens.user(user, "test:read", "test:destructive");
    return McpClient.builder(URI.create(shared.suite.url() + "/mcp"))
        .token(() -> token)
        .input(InputHandler.forms(form -> new Elicitation.Accepted(McpJson.object())))
        .followTasks();
  }

  private static JsonNode raw(String user, String method, String name, ObjectNode params) {
    return as(user)
        .customizer(request -> request.setHeader("Mcp-Name", name))
        .build()
        .request(method, params.deepCopy(), TIMEOUT);
  }

  private static ObjectNode call(String tool) {
    ObjectNode params = McpJson.object().put("name", tool);
    params.putObject("arguments");
    return params;
  }

  @Test
  void opensAStateForTheUserAndTheCallThatItWasHandedOutFor() {
    ObjectNode call = call(REMEMBERING);
    JsonNode asked = raw("ada", "tools/call", REMEMBERING, call);
    assertThat(asked.path("resultType").asString()).isEqualTo("input_required");
    String state = asked.path("requestState").asString();
    call.put("requestState", state);
    call.putObject("inputResponses");
    McpError refused =
        catchThrowableOfType(McpError.class, () -> raw("mallory", "tools/call", REMEMBERING, call));
    assertThat(refused).as("another user is refused").isNotNull();
    assertThat(refused.code()).isEqualTo(-32602);
    assertThat(refused.text()).contains("requestState");
    assertThat(raw("ada", "tools/call", REMEMBERING, call).path("resultType").asString())
        .as("the server takes its own state back")
        .isNotEmpty();
    ToolRequest whole = new ToolRequest(REMEMBERING, McpJson.object(), TIMEOUT);
    assertThat(as("ada").build().callTool(whole).isError()).isFalse();
  }

  @Test
  void knowsATaskForItsUserOnly() {
    ObjectNode call = call("slow_compute");
    call.withObjectProperty("arguments").put("seconds", 60).put("label", "x");
    JsonNode started = raw("ada", "tools/call", "slow_compute", call);
    assertThat(started.path("resultType").asString()).isEqualTo("task");
    String id = started.path("taskId").asString();
    ObjectNode about = McpJson.object().put("taskId", id);
    JsonNode seen = raw("ada", "tasks/get", id, about);
    assertThat(seen.path("taskId").asString()).isEqualTo(id);
    assertThat(seen.path("status").asString()).isEqualTo("working");
    for (String method : List.of("tasks/get", "tasks/cancel")) {
      McpError unknown =
          catchThrowableOfType(McpError.class, () -> raw("mallory", method, id, about));
      assertThat(unknown).as(method + " of another user").isNotNull();
      assertThat(unknown.code()).isEqualTo(-32602);
      assertThat(unknown.text()).contains("no such task");
    }
    McpError madeUp =
        catchThrowableOfType(
            McpError.class,
            () -> raw("ada", "tasks/get", "made-up", McpJson.object().put("taskId", "made-up")));
    assertThat(madeUp.code()).isEqualTo(-32602);
    raw("ada", "tasks/cancel", id, about);
    assertThat(raw("ada", "tasks/get", id, about).path("status").asString()).isEqualTo("cancelled");
  }

  @Test
  void tellsListenersWhatChangesAtTheServers() throws Exception {
    ObjectNode call = call("slow_compute");
    call.withObjectProperty("arguments").put("seconds", 60).put("label", "x");
    String task = raw("ada", "tools/call", "slow_compute", call).path("taskId").asString();
    String watched = "test://watched-resource";
    Interests interests = new Interests(true, true, false, Set.of(watched), Set.of(task));
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Subscription _ = as("ada").build().listen(interests, hearing(heard), TIMEOUT)) {
      assertThat(next(heard)).contains("toolsListChanged", watched, task);
      as("ada")
          .build()
          .callTool(new ToolRequest("test_trigger_tool_change", McpJson.object(), TIMEOUT));
      assertThat(next(heard)).isEqualTo("tools");
      ObjectNode touched = McpJson.object().put("uri", watched);
      as("ada").build().callTool(new ToolRequest("fixture_touch", touched, TIMEOUT));
      assertThat(next(heard)).isEqualTo(watched);
      raw("ada", "tasks/cancel", task, McpJson.object().put("taskId", task));
      assertThat(next(heard)).isEqualTo(task + " cancelled");
    }
  }

  @Test
  void letsNobodyWatchAnothersTaskOrWhatHeMayNotRead() throws Exception {
    ObjectNode call = call("slow_compute");
    call.withObjectProperty("arguments").put("seconds", 60).put("label", "x");
    String task = raw("ada", "tools/call", "slow_compute", call).path("taskId").asString();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Interests others = new Interests(true, false, false, Set.of(), Set.of(task));
    try (Subscription _ = as("mallory").build().listen(others, hearing(heard), TIMEOUT)) {
      assertThat(next(heard)).contains("toolsListChanged").doesNotContain(task);
    }
    String token = shared.suite.tokens.user("eve", "echo:read");
    McpClient eve =
        McpClient.builder(URI.create(shared.suite.url() + "/mcp")).token(() -> token).build();
    Interests forbidden =
        new Interests(true, false, false, Set.of("test://watched-resource"), Set.of());
    McpError refused =
        catchThrowableOfType(McpError.class, () -> eve.listen(forbidden, hearing(heard), TIMEOUT));
    assertThat(refused.httpStatus()).isEqualTo(403);
    raw("ada", "tasks/cancel", task, McpJson.object().put("taskId", task));
  }

  @Test
  void boundsTheListenersOfACaller() {
    List<Subscription> open = new ArrayList<>();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    McpClient client = as("listener").build();
    McpError refused =
        catchThrowableOfType(
            McpError.class,
            () -> {
              for (int i = 0; i < 40; i++) {
                open.add(client.listen(Interests.lists(), hearing(heard), TIMEOUT));
              }
            });
    assertThat(open).hasSize(16);
    assertThat(refused.httpStatus()).isEqualTo(429);
    open.forEach(Subscription::close);
  }

  private static String next(BlockingQueue<String> heard) throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("something was told").isNotNull();
    return next;
  }

  private static ChangeListener hearing(BlockingQueue<String> heard) {
    return new ChangeListener() {
      @Override
      public void accepted(JsonNode accepted) {
        heard.add(accepted.toString());
      }

      @Override
      public void toolsChanged() {
        heard.add("tools");
      }

      @Override
      public void resourceUpdated(String uri) {
        heard.add(uri);
      }

      @Override
      public void taskChanged(JsonNode task) {
        heard.add(task.path("taskId").asString() + " " + task.path("status").asString());
      }
    };
  }
}
