package io.aios.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void acceptsStepsInAnyOrder() {
    assertThat(new Plan(List.of(step("b", "a"), step("a")), false).step("b").needs())
        .containsExactly("a");
  }

  @Test
  void refusesACycle() {
    assertThatThrownBy(() -> new Plan(List.of(step("a", "b"), step("b", "a")), false))
        .isInstanceOf(InvalidPlan.class)
        .hasMessageContaining("cycle");
  }

  @Test
  void refusesANeedThatIsNoStep() {
    assertThatThrownBy(() -> new Plan(List.of(step("a", "z")), false))
        .isInstanceOf(InvalidPlan.class)
        .hasMessage("Step 'a': it needs 'z', which is no step");
  }

  @Test
  void refusesAnIdThatIsUsedTwice() {
    assertThatThrownBy(() -> new Plan(List.of(step("a"), step("a")), false))
        .isInstanceOf(InvalidPlan.class);
  }

  @Test
  void refusesMoreThanOneHundredSteps() {
    List<Step> many = IntStream.range(0, 101).mapToObj(i -> step("s" + i)).toList();
    assertThatThrownBy(() -> new Plan(many, false))
        .isInstanceOf(InvalidPlan.class)
        .hasMessageContaining("not 101");
  }

  @Test
  void refusesAnIdThatIsNoIdentifier() {
    assertThatThrownBy(() -> step("a b")).isInstanceOf(InvalidPlan.class);
  }

  private static Step step(String id, String... needs) {
    return new Step(id, "test_do_it", new Json("{}"), Set.of(needs), null, true, StepRules.DEFAULT);
  }
}
