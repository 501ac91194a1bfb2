package io.aios.orchestrator.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ToolStepTest {
  private static final ToolAnswer LATE = new ToolAnswer.TimedOut("late");

  @Test
  void aTimeLimitThatAnotherNoticedFirstEndsACallAsOurOwnDoes() {
    assertThat(outcome(true, false)).isEqualTo(outcome(true, true));
    assertThat(outcome(false, false)).isEqualTo(outcome(false, true));
  }

  @Test
  void onlyARepeatableCallIsKnownToHaveFailedAtATimeLimit() {
    assertThat(outcome(true, false))
        .isEqualTo(new Outcome.Fault(new Failure(Failure.TIMED_OUT, "late"), null));
    assertThat(outcome(false, false)).isEqualTo(new Outcome.Unknown("late"));
  }

  private static Outcome outcome(boolean repeatable, boolean ownTimer) {
    ToolStep step =
        new ToolStep(
            new ToolInvocation(
                UUID.randomUUID(),
                new Principal("ada", "test", Set.of()),
                "probe_hold",
                McpJson.object(),
                false,
                Instant.EPOCH.plusSeconds(1),
                5,
                repeatable,
                (fraction, message) -> {}));
    List<Outcome> outcomes = new ArrayList<>();
    if (ownTimer) {
      step.timeOut("late");
    }
    step.run(new Late(), outcomes::add);
    return outcomes.getFirst();
  }

  private static final class Late implements Tools {
    @Override
    public Optional<ToolDescriptor> find(String name) {
      return Optional.empty();
    }

    @Override
    public ToolAnswer call(ToolInvocation invocation) {
      return LATE;
    }

    @Override
    public ToolAnswer preview(
        Principal principal, String tool, ObjectNode arguments, Duration timeout) {
      return LATE;
    }
  }
}
