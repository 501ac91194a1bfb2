package io.aios.testkit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ToolDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** What a server offers, as last reviewed: a change of a name or schema shows in the diff. */
final class ToolSnapshot {
  private static final Path FILE = Path.of("src", "test", "resources", "tools.json");
  private static final String UPDATE = "aios.snapshots";

  private ToolSnapshot() {}

  static void compare(List<ToolDescriptor> tools) {
    ArrayNode all = McpJson.MAPPER.createArrayNode();
    tools.forEach(tool -> all.add(tool.json()));
    String now = McpJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    try {
      if ("update".equals(System.getProperty(UPDATE))) {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, now);
      }
      assertThat(FILE)
          .as("no snapshot yet: run this test with -D%s=update and review the file", UPDATE)
          .exists();
      assertThat(now)
          .as("tools differ from %s; if that is meant, run with -D%s=update", FILE, UPDATE)
          .isEqualTo(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
