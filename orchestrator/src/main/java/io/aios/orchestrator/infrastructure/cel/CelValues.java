package io.aios.orchestrator.infrastructure.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as CEL has it: integers are {@code int}, other numbers {@code double}. */
public final class CelValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CelValues() {}

  public static Object fromJson(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        node.forEachEntry((name, value) -> members.put(name, fromJson(value)));
        yield members;
      }
      case ARRAY -> node.valueStream().map(CelValues::fromJson).toList();
      case STRING -> node.stringValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }

  /**
   * @throws ExpressionError for a value that JSON has no form of
   */
  public static JsonNode toJson(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case NullValue nothing -> NODES.nullNode();
      case String text -> NODES.stringNode(text);
      case Boolean truth -> NODES.booleanNode(truth);
      case Long number -> NODES.numberNode(number);
      case UnsignedLong number -> NODES.numberNode(number.bigIntegerValue());
      case Double number -> NODES.numberNode(number);
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(element -> array.add(toJson(element)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, member) -> object.set(String.valueOf(name), toJson(member)));
        yield object;
      }
      default ->
          throw new ExpressionError(
              "a " + value.getClass().getSimpleName() + " has no form in JSON; use string(…)");
    };
  }
}
