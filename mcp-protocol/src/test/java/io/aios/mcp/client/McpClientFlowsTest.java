package io.aios.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.conformance.ConformanceServer;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.input.Elicitation;
import io.aios.mcp.input.InputRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The client in flows of several messages. */
class McpClientFlowsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Interests TOOLS = new Interests(true, false, false, Set.of(), Set.of());
  private FixtureServer server;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() {
    server = FixtureServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private McpClient.Builder client() {
    return McpClient.builder(server.uri()).input(InputHandler.forms(this::fill)).followTasks();
  }

  private Elicitation fill(InputRequest.Form form) {
    asked.add(form.message());
    ObjectNode content = McpJson.object();
    form.requestedSchema()
        .path("properties")
        .propertyNames()
        .forEach(name -> content.put(name, "a " + name));
    return new Elicitation.Accepted(content);
  }

  private static ToolRequest call(String tool) {
    return new ToolRequest(tool, McpJson.object(), LONG);
  }

  @Test
  void answersWhatAToolAsksRoundByRound() {
    ToolAnswer answer = client().build().callTool(call("test_input_required_result_multi_round"));

    assertThat(answer.text()).contains("a name", "a color");
    assertThat(asked).containsExactly("What is your name?", "Step 2: your favourite colour?");
  }

  @Test
  void bringsTheStateBack() {
    assertThat(client().build().callTool(call("test_input_required_result_request_state")).text())
        .isEqualTo("state-ok: asked before");
  }

  @Test
  void answersWhatAPromptAsks() {
    try (FixtureServer prompts = ConformanceServer.start(0)) {
      McpClient client =
          McpClient.builder(prompts.uri()).input(InputHandler.forms(this::fill)).build();
      assertThat(client.getPrompt("test_input_required_result_prompt", Map.of(), LONG).toString())
          .contains("a context");
    }
  }

  @Test
  void declaresOnlyWhatItCanAnswer() {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client().build().callTool(call("test_input_required_result_sampling")))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCodes.MISSING_CAPABILITY));
    McpClient mute = McpClient.builder(server.uri()).build();
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> mute.callTool(call("test_input_required_result_elicitation")))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCodes.MISSING_CAPABILITY));
  }

  @Test
  void followsATaskToItsResult() {
    ObjectNode arguments = McpJson.object().put("seconds", 1).put("label", "x");
    ToolAnswer answer = client().build().callTool(new ToolRequest("slow_compute", arguments, LONG));
    assertThat(answer.text()).isEqualTo("computed x");
  }

  @Test
  void answersWhatATaskAsksOnce() {
    ToolAnswer answer = client().build().callTool(call("multi_input"));
    assertThat(answer.text()).contains("a name");
    assertThat(asked).containsExactlyInAnyOrder("First?", "Second?");
  }

  @Test
  void throwsWhatATaskFailedWith() {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client().build().callTool(call("protocol_error_job")))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCodes.INTERNAL_ERROR));
    assertThat(client().build().callTool(call("failing_job")).isError()).isTrue();
  }

  @Test
  void cancelsATaskThatTakesTooLong() throws InterruptedException {
    ObjectNode arguments = McpJson.object().put("seconds", 300);
    ToolRequest tool = new ToolRequest("slow_compute", arguments, Duration.ofSeconds(1));
    assertThatExceptionOfType(McpUnreachable.class)
        .isThrownBy(() -> client().build().callTool(tool))
        .satisfies(gone -> assertThat(gone.outcome()).isEqualTo(McpUnreachable.Outcome.TIMED_OUT));
    assertThat(server.flows.longTools.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void hearsOfChangesUntilItCloses() throws InterruptedException {
    Heard heard = new Heard();
    Interests interests =
        new Interests(true, true, false, Set.of("test://a", "other://b"), Set.of());
    try (Subscription _ = client().build().listen(interests, heard, LONG)) {
      assertThat(heard.next())
          .isEqualTo("accepted [promptsListChanged, resourceSubscriptions, toolsListChanged]");
      server.flows.changes.toolsChanged();
      assertThat(heard.next()).isEqualTo("tools");
      server.flows.changes.promptsChanged();
      assertThat(heard.next()).isEqualTo("prompts");
      server.flows.changes.resourceUpdated("test://a");
      assertThat(heard.next()).isEqualTo("test://a");
    }
    await().atMost(LONG).until(() -> server.flows.changes.listeners() == 0);
    assertThat(heard.queue).isEmpty();
  }

  @Test
  void hearsThatTheServerEnded() throws InterruptedException {
    Heard heard = new Heard();
    try (Subscription _ = client().build().listen(TOOLS, heard, LONG)) {
      heard.next();
      server.flows.changes.close();
      assertThat(heard.next()).isEqualTo("ended null");
    }
  }

  @Test
  void throwsWhenListeningIsRefused() {
    Interests tasks = new Interests(false, false, false, Set.of(), Set.of("any"));
    McpClient plain = McpClient.builder(server.uri()).build();
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> plain.listen(tasks, new Heard(), LONG))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCodes.MISSING_CAPABILITY));
  }

  @Test
  void saysThatNobodyIsThereToListenTo() {
    McpClient lost = client().build();
    server.close();
    assertThatExceptionOfType(McpUnreachable.class)
        .isThrownBy(() -> lost.listen(TOOLS, new Heard(), LONG))
        .satisfies(gone -> assertThat(gone.outcome()).isEqualTo(McpUnreachable.Outcome.NOT_SENT));
    server = FixtureServer.start();
  }

  private static final class Heard implements ChangeListener {
    final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    @Nullable String next() throws InterruptedException {
      return queue.poll(30, TimeUnit.SECONDS);
    }

    @Override
    public void accepted(JsonNode accepted) {
      queue.add("accepted " + accepted.propertyNames().stream().sorted().toList());
    }

    @Override
    public void toolsChanged() {
      queue.add("tools");
    }

    @Override
    public void promptsChanged() {
      queue.add("prompts");
    }

    @Override
    public void resourceUpdated(String uri) {
      queue.add(uri);
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      queue.add("ended " + failure);
    }
  }
}
