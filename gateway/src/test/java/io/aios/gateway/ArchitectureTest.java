package io.aios.gateway;

import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void followsTheRulesOfTheSuite() {
    ServiceRules.check("io.aios.gateway");
  }
}
