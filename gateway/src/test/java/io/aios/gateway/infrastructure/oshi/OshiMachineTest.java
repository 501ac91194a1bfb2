package io.aios.gateway.infrastructure.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.domain.MachineUse;
import org.junit.jupiter.api.Test;

class OshiMachineTest {

  @Test
  void looksOnlyOnceItWasAskedTo() {
    OshiMachine machine = new OshiMachine("");
    assertThat(machine.use()).isEmpty();

    machine.prepare();

    MachineUse use = machine.use().orElseThrow();
    assertThat(use.cpu()).isBetween(0, 100);
    assertThat(use.memory()).isBetween(1, 100);
    assertThat(use.disk()).isBetween(0, 100);
  }
}
