package io.aios.orchestrator.triggers.infrastructure.cel;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.aios.orchestrator.infrastructure.cel.CelLanguage;
import io.aios.orchestrator.infrastructure.cel.CelValues;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** CEL over one variable, {@code event}: a map of the event's attributes and its data. */
@Component
final class CelEvents {
  private static final String EVENT = "event";

  private final Cel cel =
      CelLanguage.builder()
          .addVar(EVENT, MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();

  /**
   * @throws ExpressionError when it is no expression over an event
   */
  CelRuntime.Program program(String source) {
    return program(source, compiled(source));
  }

  /**
   * @throws ExpressionError when it is no expression over an event, or certainly not a condition
   */
  CelRuntime.Program condition(String source) {
    CelAbstractSyntaxTree ast = compiled(source);
    CelType type = ast.getResultType();
    if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
      throw new ExpressionError(
          "'" + source + "' gives a " + type.name() + ", neither true nor false");
    }
    return program(source, ast);
  }

  private CelAbstractSyntaxTree compiled(String source) {
    try {
      return cel.compile(source).getAst();
    } catch (CelValidationException e) {
      throw wrong(source, e);
    }
  }

  private CelRuntime.Program program(String source, CelAbstractSyntaxTree ast) {
    try {
      return cel.createProgram(ast);
    } catch (CelEvaluationException e) {
      throw wrong(source, e);
    }
  }

  /** Whether the text is an expression, over whatever variables. */
  boolean parses(String source) {
    return !cel.parse(source).hasError();
  }

  boolean mentionsEvent(String source) {
    try {
      return CelNavigableAst.fromAst(cel.parse(source).getAst())
          .getRoot()
          .allNodes()
          .map(node -> node.expr())
          .anyMatch(
              expression ->
                  expression.getKind() == ExprKind.Kind.IDENT
                      && expression.ident().name().equals(EVENT));
    } catch (CelValidationException e) {
      throw wrong(source, e);
    }
  }

  /**
   * @param source for the message
   * @throws ExpressionError when it has no value for the event
   */
  JsonNode evaluate(String source, CelRuntime.Program program, JsonNode event) {
    try {
      return CelValues.toJson(program.eval(Map.of(EVENT, CelValues.fromJson(event))));
    } catch (CelEvaluationException e) {
      throw wrong(source, e);
    }
  }

  private static ExpressionError wrong(String source, Exception e) {
    return new ExpressionError("'" + source + "': " + e.getMessage());
  }
}
