package io.aios.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.syntax.PolicyText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permit(principal, action, resource)|1:36",
        "permit(principal, action);|1:25",
        "allow(principal, action, resource);|1:1",
        "permit(principal, action, resource) when { context.x = 1 };|1:54",
        "permit(principal, action, resource) when { 1 / 2 };|1:46",
        "permit(principal == ?principal, action, resource);|1:21",
        "permit(principal, action == User::\"a\", resource);|1:19",
        "permit(principal, action, resource) when { frob(1) };|1:44",
        "permit(principal, action, resource) when { [1].frob() };|1:48",
        "permit(principal, action, resource) when { ip() };|1:44",
        "permit(principal, action, resource) when { 9223372036854775808 == 1 };|1:44",
        "permit(principal, action, resource) when { \"\\q\" == \"\" };|1:44",
        "permit(principal, action, resource) when { {a: 1, a: 2} == 1 };|1:51",
        "permit(principal, action, resource) when { !!!!!true };|1:44",
        "@a(\"1\") @a(\"2\") permit(principal, action, resource);|1:9",
        "permit(principal, action, resource) when { 1 < 2 < 3 };|1:50",
        "permit(principal, action, resource) when { true } §;|1:51",
      })
  void saysWhereABadPolicyIsBad(String text, String where) {
    assertThatThrownBy(() -> PolicyText.parse("f.cedar", text))
        .isInstanceOf(InvalidPolicies.class)
        .hasMessageStartingWith("f.cedar:" + where + ": ");
  }

  @Test
  void reportsEveryBadPolicyOfAFile() {
    assertThatThrownBy(
            () ->
                PolicyText.parse(
                    "f",
                    "permit(principal, action, resource) when { frob(1) };\n"
                        + "permit(principal, action, resource);\n"
                        + "forbid(principal, action, resource) when { ip(1, 2) };"))
        .satisfies(thrown -> assertThat(((InvalidPolicies) thrown).problems()).hasSize(2));
  }

  @Test
  void refusesNestingThatWouldExhaustTheStack() {
    String deep = "(".repeat(100_000) + "true" + ")".repeat(100_000);

    assertThatThrownBy(() -> parseCondition(deep)).hasMessageContaining("at most 64 levels");
  }

  @Test
  void refusesChainsThatWouldExhaustTheStack() {
    assertThatThrownBy(() -> parseCondition("1" + " + 1".repeat(100_000) + " == 1"))
        .hasMessageContaining("1000 operators");
    assertThatThrownBy(() -> parseCondition("if true then true else ".repeat(20_000) + "true"))
        .hasMessageContaining("1000 operators");
  }

  @Test
  void refusesTextsOverTheLimit() {
    assertThatThrownBy(() -> PolicyText.parse("f", " ".repeat((1 << 20) + 1)))
        .hasMessageContaining("at most 1048576");
  }

  @Test
  void readsLongConjunctions() {
    assertThat(parseCondition("true" + " && true".repeat(20_000))).isEqualTo(1);
  }

  private static int parseCondition(String condition) {
    return PolicyText.parse("f", "permit(principal, action, resource) when { " + condition + " };")
        .size();
  }
}
