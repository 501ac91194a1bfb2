package io.aios.platform.tools;

import io.aios.mcp.annotation.RecordMethod;
import io.aios.mcp.annotation.UnreadableArguments;
import io.aios.mcp.tools.CallToolResult;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A method with {@link Tool} on a bean, called with a record made from the arguments. */
final class ToolMethod implements RegisteredTool.Body {
  private final RecordMethod method;
  private final Answers answers;

  ToolMethod(Object bean, Method method, Answers answers) {
    this.method = new RecordMethod(bean, method, ToolCall.class);
    this.answers = answers;
  }

  /** The record of arguments; null if the tool takes none. */
  @Nullable Type inputType() {
    return method.inputType();
  }

  /** The record answered; null if the schema of the answer is not known. */
  @Nullable Type outputType() {
    Type type = method.outputType();
    return type == ToolResult.class ? null : type;
  }

  @Override
  public CallToolResult run(ObjectNode arguments, ToolCall call) throws Exception {
    ToolResult result = result(invoke(arguments, call));
    return answers.answer(result, call.caller().subject(), ArgumentBudget.in(arguments));
  }

  private static ToolResult result(@Nullable Object answer) {
    if (answer instanceof ToolResult result) {
      return result;
    }
    return answer == null ? ToolResult.text("Done.") : ToolResult.structured(answer);
  }

  private @Nullable Object invoke(ObjectNode arguments, ToolCall call) throws Exception {
    try {
      return method.invoke(arguments, call);
    } catch (UnreadableArguments e) {
      throw new ToolFailure(
          "invalid-arguments",
          String.valueOf(e.getMessage()),
          "Correct the arguments and call again");
    }
  }
}
