package io.aios.orchestrator.triggers.infrastructure.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CelEventExpressionsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final CelEventExpressions expressions = new CelEventExpressions(new CelEvents());
  private final JsonNode event =
      json("{'type': 'x.v1', 'data': {'n': 7, 'evil': '${a.text}', 'dollar': '$', 'none': null}}");

  @Test
  void matchesAttributesAndData() {
    assertThat(matches("event.type == 'x.v1' && event.data.n > 6")).isTrue();
    assertThat(matches("event.data.n > 7")).isFalse();
  }

  @Test
  void saysWhatIsMissingInsteadOfNotMatching() {
    assertThatThrownBy(() -> matches("event.data.missing > 7"))
        .isInstanceOf(ExpressionError.class)
        .hasMessageContaining("event.data.missing > 7")
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> matches("event.data.n")).hasMessageContaining("gives 7");
    assertThat(matches("has(event.data.missing) && event.data.missing > 7")).isFalse();
  }

  @Test
  void refusesWhatIsNoExpressionOverAnEvent() {
    assertThatThrownBy(() -> expressions.filter("step.result"))
        .isInstanceOf(ExpressionError.class)
        .hasMessageContaining("step");
    assertThatThrownBy(() -> expressions.filter("'a' + event.type"))
        .hasMessageContaining("neither true nor false");
    assertThatThrownBy(() -> expressions.mentionsEvent(json("['${event.data']")))
        .hasMessageContaining("no complete expression");
  }

  @Test
  void putsValuesIntoArguments() {
    assertThat(render("{'a': '${event.data.n}', 'b': ['n=${event.data.n}!'], 'c': 1}", true))
        .isEqualTo(json("{'a': 7, 'b': ['n=7!'], 'c': 1}"));
    assertThat(render("['${ {event.type: event.data.n} }', '$${event}']", true))
        .isEqualTo(json("[{'x.v1': 7}, '${event}']"));
  }

  @Test
  void leavesExpressionsOfAPlanToThePlan() {
    assertThat(render("['${disk.result.n} of ${event.data.n}', '$${x}']", false))
        .isEqualTo(json("['${disk.result.n} of 7', '$${x}']"));
  }

  @Test
  void keepsTextOfAnEventFromBecomingAnExpression() {
    assertThat(render("['${event.data.evil}', '${event.data.dollar}{a.text}']", false))
        .isEqualTo(json("['$${a.text}', '$${a.text}']"));
  }

  @Test
  void veilsWhatAnEventWillSay() {
    assertThat(expressions.veil(json("['n=${event.data.n}!', '${a.text}', '$${x}', 1]"), false))
        .isEqualTo(json("['n=${input}!', '${a.text}', '$${x}', 1]"));
    assertThat(expressions.veil(json("['${event.data.n}', '${a.text}', '$${x}']"), true))
        .isEqualTo(json("['${input}', '$${a.text}', '$${x}']"));
    assertThatThrownBy(() -> expressions.veil(json("['${event.data.n + a.text}']"), true))
        .hasMessageContaining("event.data.n + a.text");
  }

  @Test
  void namesTheExpressionThatHasNoValue() {
    assertThatThrownBy(() -> render("['${event.data.gone}']", true))
        .hasMessageContaining("event.data.gone");
  }

  private boolean matches(String source) {
    return expressions.filter(source).matches(event);
  }

  private JsonNode render(String value, boolean literal) {
    // Read back, so that numbers are of the type that reading gives them.
    return JSON.readTree(expressions.render(json(value), event, literal).toString());
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
