package io.aios.federation;

import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void followsTheRulesOfEveryService() {
    ServiceRules.check("io.aios.federation");
  }
}
