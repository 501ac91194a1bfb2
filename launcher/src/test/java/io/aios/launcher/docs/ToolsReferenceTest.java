package io.aios.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/tools.md} is the rendering of every server's {@code tools.json}; {@code
 * -Daios.snapshots=update} writes it.
 */
class ToolsReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/tools.md");
  private static final List<String> SERVERS =
      List.of("mcp-python", "mcp-sysops", "security-manager");

  @Test
  void describesEveryToolAsTheServersDo() throws IOException {
    String rendered = render();
    if ("update".equals(System.getProperty("aios.snapshots"))) {
      Files.writeString(REFERENCE, rendered);
    }

    assertThat(Files.readString(REFERENCE))
        .as("docs/tools.md is out of date; run this test with -Daios.snapshots=update")
        .isEqualTo(rendered);
  }

  private static String render() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Tools

            Generated from the servers' catalogues by `ToolsReferenceTest`; do not edit. `aios tools describe NAME` shows a tool with its
            output schema on a running suite. Every tool also takes `maxChars`, the most text wanted back; what is cut is read on with `<server>_read_more`.
            """);
    for (String server : SERVERS) {
      JsonNode tools =
          JsonMapper.builder()
              .build()
              .readTree(Files.readString(Path.of("..", server, "src/test/resources/tools.json")));
      page.append("\n## ").append(server).append(" (").append(tools.size()).append(")\n");
      tools.forEach(tool -> tool(page, tool));
    }
    return page.toString();
  }

  private static void tool(StringBuilder page, JsonNode tool) {
    page.append("\n### ").append(tool.path("name").asString()).append('\n');
    page.append(tool.path("description").asString()).append("\n\n");
    JsonNode meta = tool.path("_meta");
    StringJoiner facts = new StringJoiner(" · ");
    facts.add("permission `" + meta.path("io.aios/permission").asString() + "`");
    if (meta.path("io.aios/idempotent").asBoolean(false)) {
      facts.add("idempotent");
    }
    facts.add("at most " + meta.path("io.aios/timeoutSeconds").asInt() + " s");
    page.append(facts).append('\n');
    List<String> rows = new ArrayList<>();
    JsonNode required = tool.path("inputSchema").path("required");
    for (Map.Entry<String, JsonNode> argument :
        tool.path("inputSchema").path("properties").properties()) {
      if (!argument.getKey().equals("maxChars")) {
        rows.add(row(argument.getKey(), argument.getValue(), required));
      }
    }
    if (!rows.isEmpty()) {
      page.append("\n| Argument | Type | |\n|---|---|---|\n");
      rows.forEach(page::append);
    }
  }

  private static String row(String name, JsonNode schema, JsonNode required) {
    boolean isRequired = required.valueStream().anyMatch(value -> value.asString().equals(name));
    return "| `%s`%s | %s | %s |\n"
        .formatted(
            name,
            isRequired ? " (required)" : "",
            type(schema),
            schema.path("description").asString("").replace("|", "\\|"));
  }

  private static String type(JsonNode schema) {
    StringJoiner type = new StringJoiner(", ");
    JsonNode options = schema.path("enum");
    if (options.isArray()) {
      StringJoiner names = new StringJoiner(" \\| ");
      options.forEach(option -> names.add("`" + option.asString() + "`"));
      type.add(names.toString());
    } else {
      type.add(schema.path("type").asString("any"));
    }
    bound(type, schema, "minimum", "≥ ");
    bound(type, schema, "maximum", "≤ ");
    bound(type, schema, "maxLength", "length ≤ ");
    bound(type, schema, "maxItems", "items ≤ ");
    bound(type, schema, "default", "default ");
    return type.toString();
  }

  private static void bound(StringJoiner type, JsonNode schema, String keyword, String words) {
    if (schema.has(keyword)) {
      type.add(words + schema.path(keyword).asString());
    }
  }
}
