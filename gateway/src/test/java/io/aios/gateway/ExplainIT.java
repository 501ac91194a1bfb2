package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExplainIT {
  private final Suite suite = SharedSuite.get().suite;
  private final GatewayClient client = SharedSuite.get().client;

  @Test
  void tellsInOrderWhatLetsACallThrough() throws Exception {
    CountDownLatch called = suite.seen().expectCall();

    JsonNode told = explain("echo_say_text", "{\"text\":\"x\"}", "echo:read");

    assertThat(told.path("allowed").asBoolean(false)).isTrue();
    assertThat(StreamSupport.stream(told.path("checks").spliterator(), false))
        .extracting(check -> check.path("stage").asString())
        .containsExactly(
            "identity",
            "tool",
            "permission",
            "policies",
            "quota",
            "quota",
            "quota",
            "schema",
            "running",
            "running",
            "guard",
            "route");
    assertThat(check(told, "permission").path("facts").path("grantedBy").toString())
        .isEqualTo("[\"echo:read\"]");
    assertThat(called.getCount()).as("calls that the server did not see").isEqualTo(1);
  }

  @Test
  void namesEverythingThatStandsInTheWay() throws Exception {
    JsonNode told = explain("echo_say_text", "{\"text\":7}", "sysops:read");

    assertThat(told.path("allowed").asBoolean(true)).isFalse();
    assertThat(check(told, "permission").path("verdict").asString()).isEqualTo("REFUSES");
    assertThat(check(told, "schema").path("detail").asString()).contains("/text");
  }

  @Test
  void saysThatThereIsNoSuchTool() throws Exception {
    JsonNode told = explain("echo_fly_away", "{}", "echo:read");

    assertThat(check(told, "tool").path("verdict").asString()).isEqualTo("REFUSES");
  }

  @Test
  void refusesWithoutAToken() throws Exception {
    assertThat(client.call("echo_say_text/explain", "{}", "").status()).isEqualTo(401);
  }

  private JsonNode explain(String tool, String arguments, String scope) throws Exception {
    String token = suite.tokens.user("curious", scope);
    Answer answer = client.call(tool + "/explain", arguments, token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode check(JsonNode told, String stage) {
    return StreamSupport.stream(told.path("checks").spliterator(), false)
        .filter(check -> check.path("stage").asString().equals(stage))
        .findFirst()
        .orElseThrow();
  }
}
