package io.aios.platform.tools;

import io.aios.mcp.tools.CallToolResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.node.ObjectNode;

/** A method with {@link Tool} on a bean, called with a record made from the arguments. */
final class ToolMethod implements RegisteredTool.Body {
  private final Object bean;
  private final Method method;
  private final Answers answers;
  private final @Nullable JavaType input;
  private final boolean takesCall;

  ToolMethod(Object bean, Method method, Answers answers) {
    this.bean = bean;
    this.method = method;
    this.answers = answers;
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    this.takesCall = !parameters.isEmpty() && parameters.getLast() == ToolCall.class;
    int records = parameters.size() - (takesCall ? 1 : 0);
    if (records > 1 || (records == 1 && !parameters.getFirst().isRecord())) {
      throw new IllegalStateException(
          "The tool " + method + " may take one record and one ToolCall, in this order");
    }
    this.input =
        records == 0 ? null : ToolJson.MAPPER.constructType(method.getGenericParameterTypes()[0]);
    method.setAccessible(true);
  }

  /** The record of arguments; null if the tool takes none. */
  @Nullable Type inputType() {
    return input == null ? null : method.getGenericParameterTypes()[0];
  }

  /** The record answered; null if the schema of the answer is not known. */
  @Nullable Type outputType() {
    return method.getReturnType().isRecord() && method.getReturnType() != ToolResult.class
        ? method.getGenericReturnType()
        : null;
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
      if (input == null) {
        return takesCall ? method.invoke(bean, call) : method.invoke(bean);
      }
      Object record = read(arguments, input);
      return takesCall ? method.invoke(bean, record, call) : method.invoke(bean, record);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** A record may refuse, in its constructor, what a schema cannot say. */
  private static Object read(ObjectNode arguments, JavaType input) {
    try {
      return ToolJson.MAPPER.treeToValue(arguments, input);
    } catch (JacksonException e) {
      String reason =
          e.getCause() instanceof IllegalArgumentException refused
              ? String.valueOf(refused.getMessage())
              : e.getOriginalMessage();
      throw new ToolFailure("invalid-arguments", reason, "Correct the arguments and call again");
    }
  }
}
