package io.aios.orchestrator.triggers.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.triggers.domain.Chain.End;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final UUID a = UUID.randomUUID();
  private final UUID b = UUID.randomUUID();
  private final UUID c = UUID.randomUUID();

  @Test
  void growsByTriggersThatAreNotInItYet() {
    Chain chain = Chain.NONE.then(a).then(b);

    assertThat(chain.triggers()).containsExactly(a, b);
    assertThat(chain.endsBefore(c)).isEmpty();
  }

  @Test
  void tellsATriggerThatHearsItselfFromALoopOverOthers() {
    Chain chain = Chain.NONE.then(a).then(b);

    assertThat(chain.endsBefore(b)).contains(End.OWN);
    assertThat(chain.endsBefore(a)).contains(End.LOOP);
    assertThatThrownBy(() -> chain.then(a)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsAtItsLimit() {
    assertThat(new Chain(List.of(a, b, c)).endsBefore(UUID.randomUUID())).contains(End.TOO_LONG);
  }
}
