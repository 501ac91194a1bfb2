package io.aios.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.conformance.ConformanceServer;
import io.aios.mcp.fixture.FixtureServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;

/** Thousands of broken requests: whatever comes in, JSON-RPC or nothing goes out. */
class EndpointFuzzTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static FixtureServer server;

  @BeforeContainer
  static void start() {
    server = ConformanceServer.start(0);
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property(tries = 3_000, seed = "20260728", shrinking = ShrinkingMode.OFF)
  void answersBrokenRequestsWithJsonRpcOrNothing(@ForAll long seed) throws Exception {
    FuzzedRequest fuzzed = FuzzedRequest.of(new Random(seed));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri())
            .POST(HttpRequest.BodyPublishers.ofByteArray(fuzzed.body()));
    fuzzed.headers().forEach(header -> request.header(header.getKey(), header.getValue()));

    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as("%s", fuzzed).isBetween(200, 499);
    if (!answer.body().isEmpty()) {
      assertThat(answer.body()).as("%s", fuzzed).doesNotContain("java.", "jackson", "Exception");
      check(fuzzed, message(answer));
    } else {
      assertThat(answer.statusCode()).as("%s", fuzzed).isEqualTo(202);
    }
    Statistics.label("status")
        .collect(answer.statusCode())
        .coverage(
            seen -> {
              for (int status : new int[] {200, 202, 400, 404, 415}) {
                seen.check(status).count(count -> count > 20);
              }
            });
  }

  /** The last event of a stream is the answer. */
  private static JsonNode message(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    String body = answer.body();
    if (type.startsWith("text/event-stream")) {
      return McpJson.MAPPER.readTree(body.substring(body.lastIndexOf("data: ") + 6));
    }
    assertThat(type).startsWith("application/json");
    return McpJson.MAPPER.readTree(body);
  }

  private static void check(FuzzedRequest fuzzed, JsonNode message) {
    assertThat(message.path("jsonrpc").asString()).as("%s", fuzzed).isEqualTo("2.0");
    assertThat(message.has("result")).as("%s", fuzzed).isNotEqualTo(message.has("error"));
    if (message.has("error")) {
      JsonNode error = message.get("error");
      assertThat(error.path("message").isString()).as("%s", fuzzed).isTrue();
      assertThat(error.path("code").asInt())
          .as("no request here makes the server fail: %s", fuzzed)
          .isNotIn(0, ErrorCodes.INTERNAL_ERROR);
    }
  }
}
