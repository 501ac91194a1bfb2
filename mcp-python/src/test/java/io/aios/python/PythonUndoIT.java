package io.aios.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.client.ToolAnswer;
import io.aios.platform.tools.ToolMeta;
import io.aios.testkit.mcp.McpServerKit;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a session's files and taking them back, over HTTP. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=mcp-python",
      "spring.application.name=mcp-python",
      "aios.python.warm-workers=0"
    })
class PythonUndoIT extends McpServerKit {
  @TempDir static Path data;

  @DynamicPropertySource
  static void dataDirectory(DynamicPropertyRegistry registry) {
    registry.add("aios.data-dir", data::toString);
  }

  @Test
  void takesWritesAndDeletionsOfSessionFilesBackUnlessTheFileWasChangedSince() {
    String session = session();
    JsonNode create = undoOf(write(session, "first"));
    JsonNode overwrite = undoOf(write(session, "second"));

    assertThat(undone(create).text()).startsWith("content-changed");
    assertThat(undone(overwrite).isError()).isFalse();
    assertThat(content(session)).isEqualTo("first");
    JsonNode deletion = undoOf(call("python_delete_file", file(session)));
    assertThat(undone(deletion).isError()).isFalse();
    assertThat(content(session)).isEqualTo("first");
    assertThat(undone(create).isError()).isFalse();
    assertThat(call("python_read_file", file(session)).text()).startsWith("no-such-file");
  }

  private String session() {
    ToolAnswer created = call("python_create_session", McpJson.object());
    assertThat(created.isError()).as(created.text()).isFalse();
    return Objects.requireNonNull(created.structuredContent()).path("sessionId").asString("");
  }

  private ToolAnswer write(String session, String content) {
    return call("python_write_file", file(session).put("content", content));
  }

  private static ObjectNode file(String session) {
    return McpJson.object().put("workspace", session).put("path", "note.txt");
  }

  private String content(String session) {
    ToolAnswer read = call("python_read_file", file(session));
    assertThat(read.isError()).as(read.text()).isFalse();
    return Objects.requireNonNull(read.structuredContent()).path("content").asString("");
  }

  private static JsonNode undoOf(ToolAnswer answer) {
    assertThat(answer.isError()).as(answer.text()).isFalse();
    return answer.meta().path(ToolMeta.UNDO);
  }

  private ToolAnswer undone(JsonNode undo) {
    return call(undo.path("tool").asString(""), undo.path("arguments").asObject());
  }
}
