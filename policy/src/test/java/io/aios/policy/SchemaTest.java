package io.aios.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema.JsonOrCedar;
import io.aios.policy.schema.Schema;
import io.aios.policy.syntax.PolicyProblem;
import io.aios.policy.syntax.PolicyText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  private static final String SCHEMA =
      """
      type Place = { country: String, "zip code"?: Long };
      entity Group;
      entity User in [Group] = { level: Long, name?: String, home: Place } tags String;
      entity Tool = { owner: User, labels: Set<String>, net: ipaddr };
      action any;
      action read, write in [any] appliesTo {
        principal: [User],
        resource: Tool,
        context: { risk: String, at: datetime, old?: Bool, cost: decimal, age: duration },
      };
      """;
  private static final Schema OURS = Schema.parse("s.cedarschema", SCHEMA);

  private static List<PolicyProblem> check(String policy) {
    return OURS.check(PolicyText.parse("p.cedar", policy));
  }

  /** What Cedar's own validator says. */
  private static boolean cedarAccepts(String policy) throws Exception {
    return new BasicAuthorizationEngine()
        .validate(
            new ValidationRequest(
                com.cedarpolicy.model.schema.Schema.parse(JsonOrCedar.Cedar, SCHEMA),
                PolicySet.parsePolicies(policy)))
        .validationPassed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal.level > 2",
        "principal has name && principal.name like \"a*\"",
        "if principal has name then principal.name == \"a\" else false",
        "principal.home.country == \"NO\"",
        "principal.home has \"zip code\" && principal.home[\"zip code\"] == 1",
        "resource.owner == principal",
        "resource.labels.contains(\"a\") || resource.labels.isEmpty()",
        "resource.net.isInRange(ip(\"10.0.0.0/8\"))",
        "context.at < datetime(\"2024-01-01\") && context.age > duration(\"1h\")",
        "context.cost.lessThan(decimal(\"1.0\"))",
        "principal in Group::\"a\" && principal is User",
        "principal is User && principal.level == 1",
        "principal.hasTag(\"a\") && principal.getTag(\"a\") == \"b\"",
        "action in Action::\"any\"",
        "context has old && context.old",
        "(context has old && context.risk == \"a\") && context.old",
        "principal is Group || principal.level == 1",
        "[principal, resource.owner].contains(principal)",
        "-(principal.level) * 2 + 1 < 3",
      })
  void acceptsWhatCedarAccepts(String condition) throws Exception {
    String policy = "permit(principal, action, resource) when { " + condition + " };";

    assertThat(check(policy)).isEmpty();
    assertThat(cedarAccepts(policy)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal.levels > 2",
        "principal.name == \"a\"",
        "principal has name || principal.name == \"a\"",
        "!(principal has name) && principal.name == \"a\"",
        "principal.level == \"2\"",
        "principal.level",
        "principal.level && true",
        "principal.home.zip == 1",
        "resource.labels.contains(1)",
        "resource.owner.owner == principal",
        "context.at < 3",
        "context.cost < context.cost",
        "context.risk + 1 == 2",
        "context.risk like \"a\" && context.rsik == \"b\"",
        "principal in context.risk",
        "principal in Grup::\"a\"",
        "principal is Grup",
        "principal.getTag(\"a\") == \"b\"",
        "action in Action::\"anny\"",
        "[1, \"a\"].contains(1)",
        "(if principal has name then 1 else \"a\") == 1",
        "context.old",
        "resource.labels.containsAny([])",
      })
  void refusesWhatCedarRefuses(String condition) throws Exception {
    String policy = "permit(principal, action, resource) when { " + condition + " };";

    assertThat(check(policy)).isNotEmpty();
    assertThat(cedarAccepts(policy)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permit(principal == Usr::\"a\", action, resource);",
        "permit(principal, action == Action::\"reed\", resource);",
        "permit(principal, action, resource is Toool);",
      })
  void refusesNamesInTheScopeThatTheSchemaLacks(String policy) throws Exception {
    assertThat(check(policy)).isNotEmpty();
    assertThat(cedarAccepts(policy)).isFalse();
  }

  /** Cedar takes these for false and warns at most. */
  @ParameterizedTest
  @ValueSource(strings = {"resource.hasTag(\"a\")", "resource == principal"})
  void refusesConditionsThatAreNeverTrue(String condition) throws Exception {
    assertThat(check("permit(principal, action, resource) when { " + condition + " };"))
        .isNotEmpty();
  }

  @Test
  void refusesAPolicyThatCanNeverApply() {
    assertThat(check("permit(principal is Group, action, resource);"))
        .extracting(PolicyProblem::message)
        .containsExactly("never applies: no action takes such a principal and resource");
  }

  @Test
  void saysWhereAndWhatThereIsInstead() {
    assertThat(check("permit(principal, action, resource)\nwhen { principal.levels > 2 };"))
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "p.cedar:2:17: User has no attribute 'levels'; it has [level, name, home]");
  }

  @Test
  void anOpenActionStandsForEveryOneThatIsNotListed() {
    Schema open =
        Schema.parse(
            "s",
            "entity User; entity Tool; action read; @open action tool appliesTo"
                + " { principal: User, resource: Tool, context: { n: Long } };");

    assertThat(
            open.check(
                PolicyText.parse(
                    "p",
                    "permit(principal, action == Action::\"x_y\", resource) when { context.n > 1 };"
                        + "permit(principal, action in Action::\"read\", resource);")))
        .isEmpty();
    assertThat(
            open.check(
                PolicyText.parse(
                    "p",
                    "permit(principal, action == Action::\"x\", resource) when { context.m };")))
        .isNotEmpty();
  }

  @Test
  void saysWhereABadSchemaIsBad() {
    assertThatThrownBy(() -> Schema.parse("s", "entity A;\nentity B in [C] = { x: Lnog };"))
        .hasMessage("s:2:24: there is no type Lnog\ns:2:14: there is no entity type C");
  }
}
