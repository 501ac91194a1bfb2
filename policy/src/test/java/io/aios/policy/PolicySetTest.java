package io.aios.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.policy.engine.Decision;
import io.aios.policy.engine.Entities;
import io.aios.policy.engine.Entity;
import io.aios.policy.engine.PolicySet;
import io.aios.policy.engine.Request;
import io.aios.policy.engine.Requirement;
import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.syntax.PolicyText;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicySetTest {
  private static final EntityUid ADA = EntityUid.of("User", "ada");
  private static final EntityUid STAFF = EntityUid.of("Group", "staff");
  private static final Entities KNOWN =
      Entities.of(
          List.of(
              new Entity(
                  ADA,
                  new RecordValue(Map.of("level", new LongValue(3))),
                  Set.of(STAFF, EntityUid.of("Group", "everyone")))));

  private static Decision decide(String policies) {
    return PolicySet.compile(PolicyText.parse("t", policies))
        .decide(
            new Request(
                ADA,
                EntityUid.of("Action", "read"),
                EntityUid.of("File", "f"),
                new RecordValue(Map.of("risk", new StringValue("read")))),
            KNOWN);
  }

  @Test
  void deniesWhatNoPolicyPermits() {
    Decision decision = decide("permit(principal == User::\"bob\", action, resource);");

    assertThat(decision.allowed()).isFalse();
    assertThat(decision.determining()).isEmpty();
  }

  @Test
  void namesThePermitsThatDecided() {
    Decision decision =
        decide(
            "@id(\"staff\") permit(principal in Group::\"staff\", action, resource);"
                + "@id(\"high\") permit(principal, action, resource) when { principal.level > 2 };"
                + "@id(\"low\") permit(principal, action, resource) when { principal.level < 2 };");

    assertThat(decision.allowed()).isTrue();
    assertThat(decision.determining()).containsExactly("staff", "high");
  }

  @Test
  void letsAForbidWinOverEveryPermit() {
    Decision decision =
        decide(
            "permit(principal, action, resource);"
                + "@id(\"no\") forbid(principal, action, resource) when { context.risk == \"read\" };");

    assertThat(decision.allowed()).isFalse();
    assertThat(decision.determining()).containsExactly("no");
  }

  @Test
  void skipsAndReportsAPolicyThatCannotBeEvaluated() {
    Decision decision =
        decide(
            "@id(\"ok\") permit(principal, action, resource);"
                + "@id(\"bad\") forbid(principal, action, resource) when { context.absent == 1 };");

    assertThat(decision.allowed()).isTrue();
    assertThat(decision.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.policy()).isEqualTo("bad");
              assertThat(error.message()).contains("no attribute 'absent'");
            });
  }

  @Test
  void unitesTheRequirementsOfEveryPermitThatApplies() {
    Decision decision =
        decide(
            "permit(principal, action, resource);"
                + "@require(\"approval\") permit(principal, action, resource);"
                + "@require(\"fresh-login, second-factor\") permit(principal in Group::\"staff\", action, resource);");

    assertThat(decision.allowed()).isTrue();
    assertThat(decision.requirements())
        .containsExactlyInAnyOrder(
            Requirement.APPROVAL, Requirement.FRESH_LOGIN, Requirement.SECOND_FACTOR);
  }

  @Test
  void namesWhatWouldLiftAForbidUnlessAnotherForbidIsFinal() {
    String liftable =
        "permit(principal, action, resource);"
            + "@require(\"approval\") forbid(principal, action, resource);";

    assertThat(decide(liftable).requirements()).containsExactly(Requirement.APPROVAL);
    assertThat(decide(liftable + "forbid(principal, action, resource);").requirements()).isEmpty();
  }

  @Test
  void namesNothingThatLiftsAForbidWhereNothingPermitsAnyway() {
    assertThat(decide("@require(\"approval\") forbid(principal, action, resource);").requirements())
        .isEmpty();
    assertThat(
            decide(
                    "@require(\"second-factor\") permit(principal, action, resource);"
                        + "@require(\"approval\") forbid(principal, action, resource);")
                .requirements())
        .containsExactlyInAnyOrder(Requirement.APPROVAL, Requirement.SECOND_FACTOR);
  }

  @Test
  void refusesARequirementThatIsUnknown() {
    assertThatThrownBy(() -> decide("\n @require(\"tea\") permit(principal, action, resource);"))
        .isInstanceOf(InvalidPolicies.class)
        .hasMessageStartingWith("t:2:2: @require(\"tea\")");
  }

  @Test
  void refusesTwoPoliciesOfOneId() {
    assertThatThrownBy(
            () ->
                decide(
                    "@id(\"a\") permit(principal, action, resource);\n"
                        + "@id(\"a\") forbid(principal, action, resource);"))
        .hasMessage("t:2:1: the id 'a' is taken by t:1:1");
  }

  @Test
  void findsTheOnePolicyOfAThousandThatApplies() {
    String many =
        IntStream.range(0, 1000)
            .mapToObj(
                n ->
                    "@id(\"p%d\") permit(principal, action, resource == File::\"f%d\") when { context.risk == \"read\" };"
                        .formatted(n, n))
            .collect(Collectors.joining("\n"));

    Decision decision =
        decide(many + "@id(\"mine\") permit(principal, action, resource == File::\"f\");");

    assertThat(decision.determining()).containsExactly("mine");
  }

  @Test
  void reportsTheSameErrorOfEveryPolicyThatIsFiledUnderAMissingAttribute() {
    String many =
        IntStream.range(0, 10)
            .mapToObj(
                n ->
                    "permit(principal, action, resource) when { context.tool == \"t%d\" };"
                        .formatted(n))
            .collect(Collectors.joining("\n"));

    assertThat(decide(many).errors()).hasSize(10);
  }
}
