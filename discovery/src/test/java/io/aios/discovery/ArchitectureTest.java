package io.aios.discovery;

import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void followsTheRules() {
    ServiceRules.check("io.aios.discovery");
  }
}
