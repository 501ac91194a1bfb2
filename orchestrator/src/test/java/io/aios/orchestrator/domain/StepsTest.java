package io.aios.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.domain.StepState.AwaitingApproval;
import io.aios.orchestrator.domain.StepState.Pending;
import io.aios.orchestrator.domain.StepState.Started;
import io.aios.orchestrator.domain.StepState.Succeeded;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final StepResult RESULT = new StepResult(null, "", new Json("[]"));
  private static final List<StepState> STATES =
      List.of(
          new Pending(),
          new Started(1, true, NOW, null),
          new Succeeded(RESULT, NOW, NOW, 0),
          new AwaitingApproval(
              new Approval(
                  new Approval.Demand("r", 1, false, "g", NOW), new Json("{}"), List.of(), NOW)));

  /** Sizes around those of a block. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 64, 65, 1_000})
  void areAMapInOrderOfWhichAChangeLeavesTheOneBeforeAlone(int size) {
    Random random = new Random(size);
    Map<String, StepState> expected = new LinkedHashMap<>();
    IntStream.range(0, size)
        .forEach(i -> expected.put("s" + (i * 7) % size + "-" + i, any(random)));
    Steps steps = Steps.of(expected);
    List<String> names = List.copyOf(expected.keySet());
    for (int i = 0; i < 200; i++) {
      Steps before = steps;
      Map<String, StepState> was = new LinkedHashMap<>(expected);
      String name = names.get(random.nextInt(size));
      StepState state = any(random);
      steps = steps.with(name, state);
      expected.put(name, state);

      assertThat(before).isEqualTo(was);
      assertThat(List.copyOf(steps.entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
      assertThat(steps.get(name)).isSameAs(state);
      assertThat(steps.awaitingApproval()).isEqualTo(count(expected, AwaitingApproval.class));
      assertThat(steps.succeeded()).isEqualTo(count(expected, Succeeded.class));
    }
    assertThat(List.copyOf(steps.keySet())).isEqualTo(names);
    assertThat(steps.get("other")).isNull();
    assertThat(steps.containsKey("other")).isFalse();
    Steps last = steps;
    assertThatThrownBy(() -> last.with("other", new Pending()))
        .isInstanceOf(IllegalTransition.class);
    assertThatThrownBy(() -> last.put(names.getFirst(), new Pending()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> last.keySet().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static StepState any(Random random) {
    return STATES.get(random.nextInt(STATES.size()));
  }

  private static int count(Map<String, StepState> states, Class<? extends StepState> kind) {
    return (int) states.values().stream().filter(kind::isInstance).count();
  }
}
