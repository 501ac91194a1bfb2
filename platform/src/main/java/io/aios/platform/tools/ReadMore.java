package io.aios.platform.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.mcp.tools.CallToolResult;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.node.ObjectNode;

/** {@code <server>_read_more}: the rest of an answer that was cut. */
final class ReadMore implements RegisteredTool.Body {
  private final Rests rests;
  private final Answers answers;

  ReadMore(Rests rests, Answers answers) {
    this.rests = rests;
    this.answers = answers;
  }

  record Input(
      @JsonPropertyDescription("The cursor at the end of the cut answer") @Size(max = 64)
          String cursor) {}

  static String nameOn(String server) {
    return server + "_read_more";
  }

  static ToolSpec spec(String server) {
    return new ToolSpec(
        nameOn(server),
        "Read on",
        "Returns the next part of an answer of this server that was cut to maxChars."
            + " Cursors are valid for some minutes and only for the caller that got them.",
        Risk.READ,
        true,
        10,
        "default",
        1,
        "");
  }

  @Override
  public CallToolResult run(ObjectNode arguments, ToolCall call) {
    String cursor = arguments.path("cursor").asString();
    int maxChars = ArgumentBudget.in(arguments);
    return answers.answer(rests.read(call.caller().subject(), cursor, maxChars));
  }
}
