package io.aios.gateway.infrastructure.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergedToolsTest {
  private static final Set<String> ALIASES = Set.of("echo", "plain", "other");

  private static CatalogueTool tool(String server, String name) {
    return new CatalogueTool(
        name,
        server,
        "mcp-" + server,
        "/mcp",
        new ToolPermission(server, Risk.READ),
        "default",
        Duration.ofSeconds(1),
        true,
        ToolDescriptor.of(name, McpJson.object().put("type", "object"), About.of(name)),
        arguments -> List.of(),
        ParamHeaders.declaredIn(McpJson.object()),
        Set.of("tool:" + name),
        false,
        ToolLimits.DEFAULT);
  }

  private static List<String> owners(CatalogueTool... tools) {
    return MergedTools.of(List.of(tools), ALIASES).stream()
        .map(tool -> tool.server() + ":" + tool.name())
        .sorted()
        .toList();
  }

  @Test
  void leavesANameToTheServerWhoseAliasItBeginsWith() {
    assertThat(owners(tool("plain", "echo_say_text"), tool("plain", "greet")))
        .as("whether that server has the tool or not")
        .containsExactly("plain:greet");
    assertThat(owners(tool("plain", "echo_say_text"), tool("echo", "echo_say_text")))
        .containsExactly("echo:echo_say_text");
  }

  @Test
  void givesAnyOtherNameToTheFirstServerByAlias() {
    assertThat(owners(tool("plain", "greet"), tool("other", "greet")))
        .containsExactly("other:greet");
  }

  @Test
  void keepsTheGatewaysOwnNames() {
    assertThat(owners(tool("plain", "aios_search_tools"))).isEmpty();
  }
}
