package io.aios.python;

import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void keepsTheRules() {
    ServiceRules.check("io.aios.python");
  }
}
