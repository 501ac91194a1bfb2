package io.aios.mcp.client;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.input.InputRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the questions of servers. */
record Answers(@Nullable InputHandler handler) {
  private static final int MAX_ROUNDS = 20;

  /**
   * Repeats a call with answers until its result is there.
   *
   * @param wire sends it once
   */
  JsonNode rounds(Call call, Function<Call, JsonNode> wire) {
    JsonNode result = wire.apply(call);
    for (int round = 0; isQuestion(result); round++) {
      if (round == MAX_ROUNDS) {
        throw McpError.internal("The server asked more than " + MAX_ROUNDS + " times");
      }
      ObjectNode params = call.params();
      params.set("inputResponses", to(result.path("inputRequests")));
      params.remove("requestState");
      if (result.has("requestState")) {
        params.set("requestState", result.path("requestState"));
      }
      result = wire.apply(call);
    }
    return result;
  }

  private static boolean isQuestion(JsonNode result) {
    return result.path("resultType").asString("").equals("input_required");
  }

  /**
   * @param requests questions by key
   * @return answers by the same keys
   */
  ObjectNode to(JsonNode requests) {
    ObjectNode answers = McpJson.object();
    requests.forEachEntry((key, question) -> answers.set(key, answer(question)));
    return answers;
  }

  private ObjectNode answer(JsonNode question) {
    if (handler == null) {
      throw McpError.internal("The server asked this client, which said that it cannot answer");
    }
    try {
      return handler.answer(InputRequest.of(question));
    } catch (IllegalArgumentException unknown) {
      throw McpError.internal("The server's question is malformed: " + unknown.getMessage());
    }
  }
}
