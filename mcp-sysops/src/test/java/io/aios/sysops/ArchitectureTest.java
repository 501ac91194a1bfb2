package io.aios.sysops;

import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void layersDependInwards() {
    ServiceRules.check("io.aios.sysops");
  }
}
