package io.aios.orchestrator.triggers.infrastructure.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CEL over one variable, {@code event}: a map of the event's attributes and its data. */
@Component
final class CelEvents {
  static final String EVENT = "event";
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ITERATIONS = 100_000;

  private final JsonMapper json;
  private final Cel cel =
      CelFactory.plannerCelBuilder()
          .setOptions(
              CelOptions.current()
                  .maxExpressionCodePointSize(MAX_LENGTH)
                  .maxParseRecursionDepth(MAX_DEPTH)
                  .comprehensionMaxIterations(MAX_ITERATIONS)
                  .enableHeterogeneousNumericComparisons(true)
                  .build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar(EVENT, MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();

  CelEvents(JsonMapper json) {
    this.json = json;
  }

  /**
   * @throws IllegalArgumentException when it is no expression over an event
   */
  CelRuntime.Program program(String source) {
    try {
      return cel.createProgram(cel.compile(source).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("'" + source + "': " + e.getMessage(), e);
    }
  }

  /** Whether the text is an expression, over whatever variables. */
  boolean parses(String source) {
    return !cel.parse(source).hasError();
  }

  boolean mentionsEvent(String source) {
    try {
      CelAbstractSyntaxTree ast = cel.parse(source).getAst();
      return CelNavigableAst.fromAst(ast)
          .getRoot()
          .allNodes()
          .map(node -> node.expr())
          .anyMatch(
              expression ->
                  expression.getKind() == ExprKind.Kind.IDENT
                      && expression.ident().name().equals(EVENT));
    } catch (CelValidationException e) {
      throw new IllegalArgumentException("'" + source + "': " + e.getMessage(), e);
    }
  }

  Object evaluate(CelRuntime.Program program, JsonNode event) throws CelEvaluationException {
    return program.eval(Map.of(EVENT, value(event)));
  }

  JsonNode json(Object value) {
    return json.valueToTree(plain(value));
  }

  /** Integers are {@code int}, other numbers {@code double}. */
  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        node.forEachEntry((name, member) -> members.put(name, value(member)));
        yield members;
      }
      case ARRAY -> node.valueStream().map(CelEvents::value).toList();
      case STRING -> node.stringValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }

  private static @Nullable Object plain(Object value) {
    return switch (value) {
      case NullValue nothing -> null;
      case UnsignedLong number -> number.bigIntegerValue();
      case List<?> list -> list.stream().map(CelEvents::plain).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), plain(member)));
        yield members;
      }
      case String text -> text;
      case Boolean truth -> truth;
      case Number number -> number;
      default ->
          throw new IllegalArgumentException(
              "a " + value.getClass().getSimpleName() + " has no form in JSON; use string(…)");
    };
  }
}
