package io.aios.mcp.annotation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.node.ObjectNode;

/**
 * A method of an object, called with a record made from JSON and with what is known of the call.
 */
public final class RecordMethod {
  private final Object bean;
  private final Method method;
  private final @Nullable JavaType input;
  private final boolean takesContext;

  /**
   * @param context type of the last parameter, which the method may leave out
   * @throws IllegalStateException if the method takes anything but one record and a context
   */
  public RecordMethod(Object bean, Method method, Class<?> context) {
    this.bean = bean;
    this.method = method;
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    this.takesContext = !parameters.isEmpty() && parameters.getLast() == context;
    int records = parameters.size() - (takesContext ? 1 : 0);
    if (records > 1 || (records == 1 && !parameters.getFirst().isRecord())) {
      throw new IllegalStateException(
          "%s may take one record and one %s, in this order"
              .formatted(method, context.getSimpleName()));
    }
    this.input =
        records == 0 ? null : RecordJson.MAPPER.constructType(method.getGenericParameterTypes()[0]);
    method.setAccessible(true);
  }

  /** The record it takes; null if it takes none. */
  public @Nullable Type inputType() {
    return input == null ? null : method.getGenericParameterTypes()[0];
  }

  /** The record it returns; null if it returns anything else. */
  public @Nullable Type outputType() {
    return method.getReturnType().isRecord() ? method.getGenericReturnType() : null;
  }

  /**
   * @return what the method returned
   * @throws UnreadableArguments if the arguments do not make the record
   * @throws Exception what the method threw
   */
  public @Nullable Object invoke(ObjectNode arguments, Object context) throws Exception {
    try {
      if (input == null) {
        return takesContext ? method.invoke(bean, context) : method.invoke(bean);
      }
      Object record = read(arguments, input);
      return takesContext ? method.invoke(bean, record, context) : method.invoke(bean, record);
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
      return RecordJson.MAPPER.treeToValue(arguments, input);
    } catch (JacksonException e) {
      throw new UnreadableArguments(
          e.getCause() instanceof IllegalArgumentException refused
              ? String.valueOf(refused.getMessage())
              : e.getOriginalMessage());
    }
  }
}
