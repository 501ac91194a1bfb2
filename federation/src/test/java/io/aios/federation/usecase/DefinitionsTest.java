package io.aios.federation.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DefinitionsTest {
  private static String hash(String json) {
    ObjectNode tool = (ObjectNode) McpJson.MAPPER.readTree(json);
    return Definitions.of(List.of(tool)).usable().get("t").hash();
  }

  @Test
  void theOrderOfMembersMakesNoDifference() {
    assertThat(hash("{\"name\":\"t\",\"inputSchema\":{\"type\":\"object\",\"a\":1.0}}"))
        .isEqualTo(hash("{\"inputSchema\":{\"a\":1, \"type\":\"object\"},\"name\":\"t\"}"));
  }

  @Test
  void everyMemberMakesADifference() {
    String plain = hash("{\"name\":\"t\",\"inputSchema\":{}}");
    for (String more :
        List.of(
            "\"description\":\"d\"",
            "\"title\":\"d\"",
            "\"annotations\":{\"readOnlyHint\":true}",
            "\"_meta\":{\"a\":1}",
            "\"icons\":[]",
            "\"unheardOf\":null")) {
      assertThat(hash("{\"name\":\"t\",\"inputSchema\":{}," + more + "}"))
          .as(more)
          .isNotEqualTo(plain);
    }
  }

  @Test
  void aDifferenceThatNobodySeesIsOne() {
    assertThat(hash("{\"name\":\"t\",\"inputSchema\":{},\"title\":\"a\u200bb\"}"))
        .isNotEqualTo(hash("{\"name\":\"t\",\"inputSchema\":{},\"title\":\"ab\"}"));
  }

  @Test
  void refusesDefinitionsOverTheLimit() {
    ObjectNode tool = McpJson.object().put("name", "t");
    tool.putObject("inputSchema");
    tool.put("description", "d".repeat(Definitions.MAX_BYTES));

    Definitions definitions = Definitions.of(List.of(tool));

    assertThat(definitions.usable()).isEmpty();
    assertThat(definitions.refused().getFirst().reason()).contains("65536");
  }

  @Test
  void takesNoMoreToolsOfOneServerThanTheLimit() {
    List<ObjectNode> tools =
        IntStream.rangeClosed(0, Definitions.MAX_TOOLS)
            .mapToObj(
                i -> {
                  ObjectNode tool = McpJson.object().put("name", "t" + i);
                  tool.putObject("inputSchema");
                  return tool;
                })
            .toList();

    Definitions definitions = Definitions.of(tools);

    assertThat(definitions.usable()).hasSize(Definitions.MAX_TOOLS);
    assertThat(definitions.refused()).extracting(RefusedTool::name).containsExactly("t256");
  }
}
