package io.aios.mcp.input;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thrown by a handler of {@code tools/call}, {@code prompts/get} or {@code resources/read} that
 * needs answers before it can go on. The client is asked, and the same handler runs again from its
 * beginning with the answers to these questions, and to no earlier ones: what it must not forget
 * goes into the state.
 */
public final class InputRequired extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, InputRequest> requests;
  private final transient @Nullable ObjectNode state;

  private InputRequired(Map<String, InputRequest> requests, @Nullable ObjectNode state) {
    super("Needs answers to " + requests.keySet(), null, false, false);
    this.requests = requests;
    this.state = state;
  }

  /**
   * @param key names the answer, unique within this call
   */
  public static InputRequired ask(String key, InputRequest request) {
    return new InputRequired(Map.of(key, request), null);
  }

  /**
   * The same with one more question.
   *
   * @throws IllegalArgumentException if the key is taken
   */
  public InputRequired and(String key, InputRequest request) {
    Map<String, InputRequest> all = new LinkedHashMap<>(requests);
    if (all.put(key, request) != null) {
      throw new IllegalArgumentException("Two questions are named '" + key + "'");
    }
    return new InputRequired(all, state);
  }

  /**
   * The same with what the handler wants to find again; the client cannot read or change it, but
   * can present it more than once until it expires.
   */
  public InputRequired remembering(ObjectNode newState) {
    return new InputRequired(requests, newState);
  }

  /**
   * @param capabilities as the request declared them
   * @throws McpError if the client cannot be asked all of this
   */
  public void requireAllowedBy(JsonNode capabilities) {
    ObjectNode missing = McpJson.object();
    for (InputRequest question : requests.values()) {
      if (!question.isAllowedBy(capabilities)) {
        McpJson.MAPPER.readerForUpdating(missing).readValue(question.capability());
      }
    }
    if (!missing.isEmpty()) {
      throw McpError.missingCapabilities(missing);
    }
  }

  public Map<String, InputRequest> requests() {
    return requests;
  }

  public @Nullable ObjectNode state() {
    return state;
  }
}
