package io.aios.orchestrator.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TemplateTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void keepsTheTypeOfAStringThatIsOneExpression() {
    assertThat(render("{'n': '${42}'}")).isEqualTo("{\"n\":42}");
  }

  @Test
  void putsValuesIntoText() {
    ObjectNode arguments = JSON.createObjectNode().put("t", "n=${42}, o=${{\"a\": \"}\"}}.");
    assertThat(
            Template.compile(arguments, new Literals())
                .render(Known.of(Map.of()))
                .get("t")
                .asString())
        .isEqualTo("n=42, o={\"a\":\"}\"}.");
  }

  @Test
  void findsExpressionsInsideListsAndObjects() {
    Template template = compile("{'a': [{'b/c': ['x', '${1}']}]}");
    assertThat(template.unknown()).containsExactly("/a/0/b~1c/1");
    assertThat(template.render(Known.of(Map.of())).toString())
        .isEqualTo("{\"a\":[{\"b/c\":[\"x\",1]}]}");
  }

  @Test
  void leavesEscapedExpressionsAlone() {
    Template template = compile("{'shell': 'echo $${HOME} $x $'}");
    assertThat(template.render(Known.of(Map.of())).toString())
        .isEqualTo("{\"shell\":\"echo ${HOME} $x $\"}");
    assertThat(template.unknown()).isEmpty();
  }

  @Test
  void namesThePlaceOfAnExpressionWithoutEnd() {
    assertThatThrownBy(() -> compile("{'a': ['${1']}"))
        .isInstanceOf(ExpressionError.class)
        .hasMessageContaining("/a/0");
  }

  private static String render(String json) {
    return compile(json).render(Known.of(Map.of())).toString();
  }

  private static Template compile(String json) {
    ObjectNode arguments = JSON.readTree(json.replace('\'', '"')).asObject();
    return Template.compile(arguments, new Literals());
  }

  private record Literals() implements Expressions.Scope {
    @Override
    public Expressions.Scope withItem() {
      return this;
    }

    @Override
    public Expression compile(String source) {
      return new Literal(source);
    }
  }

  /** Takes JSON for the language. */
  private record Literal(String source) implements Expression {
    @Override
    public Set<String> references() {
      return Set.of();
    }

    @Override
    public JsonNode evaluate(Known known) {
      return JSON.readTree(source);
    }
  }
}
