package io.aios.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What a broken request may be answered with. */
public final class FuzzedAnswer {
  private FuzzedAnswer() {}

  /** JSON-RPC or nothing, no failure of the server, and nothing of its insides. */
  public static void check(FuzzedRequest fuzzed, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s", fuzzed).isBetween(200, 499);
    if (answer.body().isEmpty()) {
      assertThat(answer.statusCode()).as("%s", fuzzed).isEqualTo(202);
    } else {
      assertThat(answer.body()).as("%s", fuzzed).doesNotContain("java.", "jackson", "Exception");
      check(fuzzed, message(fuzzed, answer));
    }
  }

  /** The last event of a stream is the answer. */
  private static JsonNode message(FuzzedRequest fuzzed, HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    String body = answer.body();
    if (type.startsWith("text/event-stream")) {
      return McpJson.MAPPER.readTree(body.substring(body.lastIndexOf("data: ") + 6));
    }
    assertThat(type).as("%s for %s", answer, fuzzed).startsWith("application/json");
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
