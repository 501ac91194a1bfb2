package io.aios.gateway.infrastructure.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.infrastructure.mcp.ToolLimitProperties.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolLimitPropertiesTest {
  private static final ToolLimitProperties LIMITS =
      new ToolLimitProperties(
          List.of(
              new Rule("sysops_exec", 20, null, null),
              new Rule("sysops_*", 2, 8, null),
              new Rule("*_get_*", null, null, 0)));

  @Test
  void takesEachValueFromTheFirstRuleThatHasIt() {
    assertThat(LIMITS.of("sysops_exec", 1)).isEqualTo(new ToolLimits(20, 8, null));
    assertThat(LIMITS.of("sysops_get_memory", 1)).isEqualTo(new ToolLimits(2, 8, 0));
  }

  @Test
  void leavesToolsThatNoRuleNamesWhatTheyDeclare() {
    assertThat(LIMITS.of("python_run_code", 5)).isEqualTo(new ToolLimits(5, null, null));
    assertThat(new ToolLimitProperties(List.of()).of("python_run_code", 1))
        .isEqualTo(ToolLimits.DEFAULT);
  }
}
