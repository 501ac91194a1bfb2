package io.aios.orchestrator;

import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void followsTheRules() {
    ServiceRules.check("io.aios.orchestrator");
  }
}
