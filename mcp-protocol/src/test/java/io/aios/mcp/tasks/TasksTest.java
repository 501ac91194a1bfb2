package io.aios.mcp.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Flows;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tasks over HTTP. */
class TasksTest {
  private static final String EXTENSION = "io.modelcontextprotocol/tasks";
  private static final String DECLARED =
      "{\"elicitation\":{},\"extensions\":{\"" + EXTENSION + "\":{}}}";
  private static final String YES = "{\"action\":\"accept\",\"content\":{}}";
  private FixtureServer server;

  @BeforeEach
  void start() {
    server = FixtureServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Post call(String tool, String arguments) {
    return Post.call(server, tool, arguments).declaring(DECLARED);
  }

  private Post task(String method, String id, String more) {
    return Post.modern(server, method, "\"taskId\":\"" + id + "\"" + more)
        .header("Mcp-Name", id)
        .declaring(DECLARED);
  }

  private String started(String tool, String arguments) {
    return call(tool, arguments).send().result().path("taskId").asString();
  }

  private JsonNode get(String id) {
    return task("tasks/get", id, "").send().result();
  }

  private JsonNode awaitStatus(String id, String status) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(id), task -> task.path("status").asString().equals(status));
  }

  private void answer(String id, String key, String answer) {
    String responses = ",\"inputResponses\":{\"" + key + "\":" + answer + "}";
    assertThat(task("tasks/update", id, responses).send().result().propertyNames())
        .containsExactlyInAnyOrder("resultType", "_meta");
  }

  private static JsonNode json(String text) {
    return McpJson.MAPPER.readTree(text);
  }

  @Test
  void announcesTheExtensionToModernClientsOnly() {
    JsonNode modern = Post.modern(server, "server/discover", "").send().result();
    assertThat(modern.at("/capabilities/extensions").has(EXTENSION)).isTrue();
    JsonNode legacy = Post.legacy(server, "initialize", "").send().result();
    assertThat(legacy.path("capabilities").has("extensions")).isFalse();
  }

  @Test
  void answersALongCallWithATaskThatHoldsItsResultLater() {
    JsonNode created = call("slow_compute", "{\"seconds\":1,\"label\":\"x\"}").send().result();

    assertThat(created.path("resultType").asString()).isEqualTo("task");
    assertThat(created.path("status").asString()).isEqualTo("working");
    assertThat(created.path("ttlMs").asLong()).isEqualTo(Flows.TASK_TTL.toMillis());
    assertThat(created.path("pollIntervalMs").asLong()).isEqualTo(50);
    String id = created.path("taskId").asString();
    assertThat(id).hasSizeGreaterThanOrEqualTo(22);
    JsonNode done = awaitStatus(id, "completed");
    assertThat(done.path("resultType").asString()).isEqualTo("complete");
    assertThat(done.at("/result/content/0/text").asString()).isEqualTo("computed x");
    assertThat(done.has("inputRequests")).isFalse();
  }

  @Test
  void answersShortCallsAndOtherClientsDirectly() {
    JsonNode quick = call("slow_compute", "{\"seconds\":0}").send().result();
    assertThat(quick.path("resultType").asString()).isEqualTo("complete");
    JsonNode undeclared = Post.call(server, "slow_compute", "{\"seconds\":1}").send().result();
    assertThat(undeclared.path("resultType").asString()).isEqualTo("complete");
    JsonNode legacy =
        Post.legacy(server, "tools/call", "\"name\":\"slow_compute\",\"arguments\":{\"seconds\":1}")
            .send()
            .result();
    assertThat(legacy.has("content")).isTrue();
  }

  @Test
  void refusesAClientThatCannotFollowWhatMustBeATask() {
    Answer refused = Post.call(server, "failing_job", "{}").send();

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorCode()).isEqualTo(ErrorCodes.MISSING_CAPABILITY);
    assertThat(refused.json().at("/error/data/requiredCapabilities"))
        .isEqualTo(json("{\"extensions\":{\"" + EXTENSION + "\":{}}}"));
  }

  @Test
  void tellsFailureOfTheToolFromFailureOfTheServer() {
    JsonNode failed = awaitStatus(started("failing_job", "{}"), "completed");
    assertThat(failed.at("/result/isError").asBoolean()).isTrue();

    JsonNode broken = awaitStatus(started("protocol_error_job", "{}"), "failed");
    assertThat(broken.at("/error/code").asInt()).isEqualTo(ErrorCodes.INTERNAL_ERROR);
    assertThat(broken.toString()).doesNotContain("secret detail");
    assertThat(broken.has("result")).isFalse();
  }

  @Test
  void stopsTheToolOfACancelledTask() throws InterruptedException {
    String id = started("slow_compute", "{\"seconds\":300}");
    JsonNode acknowledged = task("tasks/cancel", id, "").send().result();

    assertThat(acknowledged.propertyNames()).containsExactlyInAnyOrder("resultType", "_meta");
    assertThat(server.flows.longTools.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(get(id).path("status").asString()).isEqualTo("cancelled");
    assertThat(task("tasks/cancel", id, "").send().result().path("resultType").asString())
        .isEqualTo("complete");
  }

  @Test
  void runsOnWithTheAnswersOfTheClient() {
    String id = started("confirm_delete", "{\"filename\":\"a.txt\"}");
    JsonNode asking = awaitStatus(id, "input_required");
    String key = asking.path("inputRequests").propertyNames().iterator().next();
    assertThat(asking.at("/inputRequests/" + key + "/method").asString())
        .isEqualTo("elicitation/create");

    answer(id, "unknown", YES);
    assertThat(get(id).path("status").asString()).isEqualTo("input_required");
    answer(id, key, YES);
    assertThat(awaitStatus(id, "completed").at("/result/content/0/text").asString())
        .isEqualTo("deleted a.txt");
  }

  @Test
  void waitsUntilEveryQuestionIsAnswered() {
    String id = started("multi_input", "{}");
    var keys = awaitStatus(id, "input_required").path("inputRequests").propertyNames();
    assertThat(keys).hasSize(2);
    var key = keys.iterator();
    String first = key.next();
    String second = key.next();

    answer(id, first, YES);
    JsonNode half = get(id);
    assertThat(half.path("status").asString()).isEqualTo("input_required");
    assertThat(half.path("inputRequests").propertyNames()).containsExactly(second);
    answer(id, second, YES);
    assertThat(awaitStatus(id, "completed").at("/result/content/0/text").asString())
        .contains("a.b", "c");
  }

  @Test
  void asksAgainUnderAnotherKey() {
    String id = started("fixture_insist", "{}");
    String first =
        awaitStatus(id, "input_required").path("inputRequests").propertyNames().iterator().next();
    answer(id, first, "{\"action\":\"decline\"}");
    String second =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> get(id).path("inputRequests").propertyNames().stream().findFirst(),
                key -> key.isPresent() && !key.get().equals(first))
            .orElseThrow();
    answer(id, first, YES);
    assertThat(get(id).path("status").asString()).isEqualTo("input_required");
    answer(id, second, YES);
    assertThat(awaitStatus(id, "completed").at("/result/content/0/text").asString())
        .isEqualTo("asked 2 times");
  }

  @Test
  void failsATaskThatAsksWhatItsClientCannotAnswer() {
    String onlyTasks = "{\"extensions\":{\"" + EXTENSION + "\":{}}}";
    String id =
        Post.call(server, "confirm_delete", "{}")
            .declaring(onlyTasks)
            .send()
            .result()
            .path("taskId")
            .asString();
    assertThat(awaitStatus(id, "failed").at("/error/code").asInt())
        .isEqualTo(ErrorCodes.MISSING_CAPABILITY);
  }

  @Test
  void settlesQuestionsBeforeTheTaskIsMade() {
    JsonNode first = call("test_tool_with_task", "{}").send().result();
    assertThat(first.path("resultType").asString()).isEqualTo("input_required");
    assertThat(first.has("taskId")).isFalse();
    String responses =
        ",\"inputResponses\":{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}";
    JsonNode second = call("test_tool_with_task", "{}" + responses).send().result();
    assertThat(second.path("resultType").asString()).isEqualTo("task");
    JsonNode done = awaitStatus(second.path("taskId").asString(), "completed");
    assertThat(done.at("/result/content/0/text").asString()).contains("Ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
  void keepsATaskFromEverybodyElse(String method) {
    String more = ",\"inputResponses\":{}";
    String id =
        call("slow_compute", "{\"seconds\":300}")
            .header("X-User", "ada")
            .send()
            .result()
            .path("taskId")
            .asString();

    Answer stranger = task(method, id, more).header("X-User", "eve").send();
    Answer anonymous = task(method, id, more).send();
    Answer unknown = task(method, "no-such-task", more).send();
    assertThat(stranger.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
    assertThat(stranger.json().path("error")).isEqualTo(unknown.json().path("error"));
    assertThat(anonymous.json().path("error")).isEqualTo(unknown.json().path("error"));
    assertThat(task("tasks/get", id, "").header("X-User", "ada").send().result().path("status"))
        .isEqualTo(json("\"working\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
  void refusesClientsThatDidNotDeclareTheExtension(String method) {
    Answer undeclared =
        Post.modern(server, method, "\"taskId\":\"any\"").header("Mcp-Name", "any").send();
    assertThat(undeclared.status()).isEqualTo(400);
    assertThat(undeclared.errorCode()).isEqualTo(ErrorCodes.MISSING_CAPABILITY);
  }

  @Test
  void checksTheRoutingHeader() {
    Answer answer = task("tasks/get", "one", "").header("Mcp-Name", "other").send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.HEADER_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasks/result", "tasks/list"})
  void doesNotKnowMethodsOfOlderDrafts(String method) {
    assertThat(task(method, "any", "").send().errorCode()).isEqualTo(ErrorCodes.METHOD_NOT_FOUND);
  }

  @Test
  void forgetsATaskWhenItsTimeIsUp() {
    String id = started("confirm_delete", "{}");
    awaitStatus(id, "input_required");
    server.flows.clock.advance(Flows.TASK_TTL.minusMinutes(1));
    assertThat(get(id).path("status").asString()).isEqualTo("input_required");
    server.flows.clock.advance(Duration.ofMinutes(2));
    assertThat(task("tasks/get", id, "").send().errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void boundsTasksPerCallerAndMakesRoomWithTime() {
    for (int i = 0; i < Flows.TASKS_PER_CALLER; i++) {
      started("failing_job", "{}");
    }
    Answer refused = call("failing_job", "{}").send();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errorCode()).isEqualTo(ErrorCodes.TOO_MANY_REQUESTS);
    assertThat(call("failing_job", "{}").header("X-User", "eve").send().result().has("taskId"))
        .isTrue();
    server.flows.clock.advance(Flows.TASK_TTL.plusMinutes(1));
    assertThat(started("failing_job", "{}")).isNotEmpty();
  }
}
