package io.aios.orchestrator.infrastructure.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A checked program and the steps that it reads. */
record CelExpression(CelRuntime.Program program, Set<String> references, JsonMapper json)
    implements Expression {

  @Override
  public JsonNode evaluate(Map<String, StepResult> results) {
    Map<String, Object> variables = new HashMap<>();
    for (String step : references) {
      StepResult result = results.get(step);
      if (result == null) {
        throw new ExpressionError("step '" + step + "' has no result");
      }
      variables.put(step, variable(result));
    }
    try {
      return CelValues.toJson(program.eval(variables));
    } catch (CelEvaluationException e) {
      throw new ExpressionError(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> variable(StepResult result) {
    Json structured = result.structured();
    return Map.of(
        "text",
        result.text(),
        "content",
        CelValues.fromJson(json.readTree(result.content().text())),
        "result",
        CelValues.fromJson(
            structured == null ? json.nullNode() : json.readTree(structured.text())));
  }
}
