package io.aios.mcp.client;

import io.aios.mcp.McpJson;
import io.aios.mcp.input.Elicitation;
import io.aios.mcp.input.InputRequest;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers what servers ask in the middle of a call. What they ask is as untrusted as their other
 * texts: show the user who asks.
 */
public interface InputHandler {

  /** What can be answered, declared with every request; servers ask for nothing else. */
  ObjectNode capabilities();

  /**
   * Answers one question on the calling thread; it may wait for a person.
   *
   * @return an object of the form that the kind of question asks for, such as {@link
   *     Elicitation#toJson}
   */
  ObjectNode answer(InputRequest question);

  /** Answers forms only. */
  static InputHandler forms(Function<InputRequest.Form, Elicitation> user) {
    return new InputHandler() {
      @Override
      public ObjectNode capabilities() {
        ObjectNode capabilities = McpJson.object();
        capabilities.putObject("elicitation").putObject("form");
        return capabilities;
      }

      @Override
      public ObjectNode answer(InputRequest question) {
        return question instanceof InputRequest.Form form
            ? user.apply(form).toJson()
            : new Elicitation.Cancelled().toJson();
      }
    };
  }
}
