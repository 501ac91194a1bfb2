package io.aios.testkit.mcp;

import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

/** Here, because the kit already depends on mcp-protocol. */
class McpProtocolArchitectureTest {
  @Test
  void keepsTheRules() {
    ServiceRules.check("io.aios.mcp");
  }
}
