package io.aios.orchestrator.infrastructure.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import io.aios.orchestrator.usecase.Known;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CelExpressionsTest {
  private static final StepResult A =
      new StepResult(
          new Json(
              """
              {"count": 3, "ratio": 0.5, "name": "Ada", "none": null, "ok": true,
               "list": [1, 2], "big": 5000000000, "inner": {"x": [{"y": "z"}]}}"""),
          "hello",
          new Json("[{\"type\": \"text\", \"text\": \"hello\"}]"));

  private final CelExpressions expressions = new CelExpressions(new JsonMapper());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.result.count | 3",
        "a.result.count > 2 | true",
        "a.result.count + 1 | 4",
        "a.result.count > 2.5 | true",
        "a.result.ratio | 0.5",
        "a.result.name | \"Ada\"",
        "a.result.none | null",
        "a.result.none == null | true",
        "a.result.ok && true | true",
        "a.result.list | [1,2]",
        "a.result.list.map(x, x * 2) | [2,4]",
        "a.result.big | 5000000000",
        "a.result.inner.x[0].y | \"z\"",
        "a.text + '!' | \"hello!\"",
        "a.content[0].text | \"hello\"",
        "size(a.result.list) | 2",
        "has(a.result.missing) | false",
        "{'k': a.result.count} | {\"k\":3}",
        "a.result | {\"count\":3,\"ratio\":0.5,\"name\":\"Ada\",\"none\":null,\"ok\":true,"
            + "\"list\":[1,2],\"big\":5000000000,\"inner\":{\"x\":[{\"y\":\"z\"}]}}",
      })
  void evaluatesOverTheResultOfAStep(String source, String json) {
    assertThat(compile(source).evaluate(Known.of(Map.of("a", A))).toString()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz.result",
        "a.output",
        "a.result +",
        "1 + 'x'",
        "unknown(a)",
        "a.result.count >"
      })
  void refusesWhatIsNoExpressionOverTheSteps(String source) {
    assertThatThrownBy(() -> compile(source)).isInstanceOf(ExpressionError.class);
  }

  @Test
  void namesTheStepsThatItReads() {
    assertThat(compile("a.result.count + size(b.text)").references())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void failsOnAMemberThatTheResultLacks() {
    assertThatThrownBy(() -> compile("a.result.missing").evaluate(Known.of(Map.of("a", A))))
        .isInstanceOf(ExpressionError.class);
  }

  private Expression compile(String source) {
    return expressions.over(Set.of("a", "b")).compile(source);
  }
}
