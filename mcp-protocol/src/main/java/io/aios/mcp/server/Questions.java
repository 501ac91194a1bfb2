package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.input.InputRequired;
import io.aios.mcp.input.InputResponses;
import io.aios.mcp.input.RequestStates;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rounds of a call that asks the client something. */
record Questions(@Nullable RequestStates states) {
  private static final Set<String> MAY_ASK =
      Set.of(Methods.TOOLS_CALL, Methods.PROMPTS_GET, Methods.RESOURCES_READ);
  private static final String NEEDS_MODERN =
      "This needs an answer from the user, which only clients of protocol version 2026-07-28 or"
          + " newer can be asked for here";

  /** What came with the request. */
  record Answered(InputResponses responses, @Nullable ObjectNode state) {
    static final Answered NOTHING = new Answered(InputResponses.NONE, null);
  }

  /**
   * @throws McpError if answers are malformed or the state is not ours for this call
   */
  Answered read(Era era, RpcRequest request, @Nullable Principal principal) {
    if (era == Era.LEGACY || !MAY_ASK.contains(request.method())) {
      return Answered.NOTHING;
    }
    InputResponses responses = InputResponses.of(request.params().get("inputResponses"));
    JsonNode sealed = request.params().get("requestState");
    if (sealed == null) {
      return new Answered(responses, null);
    }
    if (states == null || !sealed.isString()) {
      throw McpError.invalidParams("The requestState was not given by this server");
    }
    return new Answered(responses, states.open(sealed.stringValue(), request, principal));
  }

  /**
   * @throws McpError if the client did not declare that it can be asked this
   */
  RpcResult ask(InputRequired asked, RpcRequest request, McpExchange exchange) {
    if (!MAY_ASK.contains(request.method())) {
      throw new IllegalStateException(request.method() + " may not ask the client", asked);
    }
    if (exchange.era() == Era.LEGACY) {
      return refuseLegacy(request);
    }
    asked.requireAllowedBy(exchange.capabilities());
    String sealed = seal(asked.state(), request, exchange.principal());
    return new RpcResult("input_required", json -> write(json, asked, sealed), null, Members.NONE);
  }

  private static RpcResult refuseLegacy(RpcRequest request) {
    if (!request.method().equals(Methods.TOOLS_CALL)) {
      throw McpError.invalidRequest(NEEDS_MODERN);
    }
    return RpcResult.of(
        json -> {
          json.writeArrayPropertyStart("content");
          json.writeStartObject();
          json.writeStringProperty("type", "text");
          json.writeStringProperty("text", NEEDS_MODERN);
          json.writeEndObject();
          json.writeEndArray();
          json.writeBooleanProperty("isError", true);
        });
  }

  private @Nullable String seal(
      @Nullable ObjectNode state, RpcRequest request, @Nullable Principal principal) {
    if (state == null) {
      return null;
    }
    if (states == null) {
      throw new IllegalStateException("The server was built without keys for request states");
    }
    return states.seal(state, request, principal);
  }

  private static void write(JsonGenerator json, InputRequired asked, @Nullable String state) {
    json.writeObjectPropertyStart("inputRequests");
    asked
        .requests()
        .forEach(
            (key, question) -> {
              json.writeName(key);
              json.writeTree(question.toJson());
            });
    json.writeEndObject();
    if (state != null) {
      json.writeStringProperty("requestState", state);
    }
  }
}
