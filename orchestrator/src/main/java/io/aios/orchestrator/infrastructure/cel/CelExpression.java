package io.aios.orchestrator.infrastructure.cel;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import io.aios.orchestrator.usecase.Known;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A checked program and the steps that it reads. */
record CelExpression(CelRuntime.Program program, Set<String> references, JsonMapper json)
    implements Expression {

  @Override
  public JsonNode evaluate(Known known) {
    Map<String, Object> variables = new HashMap<>();
    for (String step : references) {
      variables.put(step, variable(step, known));
    }
    Json input = known.input();
    variables.put(
        "input", CelValues.fromJson(input == null ? json.nullNode() : json.readTree(input.text())));
    JsonNode item = known.item();
    if (item != null) {
      variables.put("item", CelValues.fromJson(item));
      variables.put("index", (long) known.index());
    }
    try {
      return CelValues.toJson(program.eval(variables));
    } catch (CelEvaluationException e) {
      throw new ExpressionError(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> variable(String step, Known known) {
    StepResult result = known.results().get(step);
    if (result == null) {
      return failed(step, known);
    }
    Json structured = result.structured();
    return Map.of(
        "error",
        NullValue.NULL_VALUE,
        "text",
        result.text(),
        "content",
        CelValues.fromJson(json.readTree(result.content().text())),
        "result",
        CelValues.fromJson(
            structured == null ? json.nullNode() : json.readTree(structured.text())));
  }

  private static Map<String, Object> failed(String step, Known known) {
    Failure failure = known.failures().get(step);
    if (failure == null) {
      throw new ExpressionError("step '" + step + "' has no result");
    }
    return Map.of(
        "error",
        Map.of("code", failure.code(), "detail", failure.detail()),
        "text",
        failure.detail(),
        "content",
        List.of(),
        "result",
        NullValue.NULL_VALUE);
  }
}
