package io.aios.orchestrator.triggers.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final UUID a = UUID.randomUUID();
  private final UUID b = UUID.randomUUID();
  private final UUID c = UUID.randomUUID();

  @Test
  void growsByTriggersThatAreNotInItYet() {
    Chain chain = Chain.NONE.then(a).orElseThrow().then(b).orElseThrow();

    assertThat(chain.triggers()).containsExactly(a, b);
    assertThat(chain.then(a)).isEmpty();
    assertThat(chain.then(b)).isEmpty();
  }

  @Test
  void endsAtItsLimit() {
    assertThat(new Chain(List.of(a, b, c)).then(UUID.randomUUID())).isEmpty();
  }
}
