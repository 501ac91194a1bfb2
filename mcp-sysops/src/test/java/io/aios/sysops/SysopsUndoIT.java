package io.aios.sysops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.platform.tools.ToolMeta;
import io.aios.testkit.mcp.McpServerKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of files and taking them back, over HTTP. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=mcp-sysops", "spring.application.name=mcp-sysops"})
class SysopsUndoIT extends McpServerKit {
  @TempDir static Path data;
  private Path file;

  @DynamicPropertySource
  static void dataDirectory(DynamicPropertyRegistry registry) {
    registry.add("aios.data-dir", () -> data.toString());
  }

  @BeforeEach
  void chooseFile() throws IOException {
    file = data.resolve("workspace").resolve("note-" + System.nanoTime());
  }

  @Test
  void putsTheEarlierContentBackAndDoesItOnceOnly() throws IOException {
    Files.writeString(file, "earlier");
    JsonNode undo = undoOf(write("new", "overwrite"));

    assertThat(undone(undo).isError()).isFalse();
    assertThat(file).hasContent("earlier");
    Files.writeString(file, "later");
    assertThat(undone(undo).isError()).isFalse();
    assertThat(file).hasContent("later");
  }

  @Test
  void putsBackWhatWasThereBeforeSomethingWasAppended() throws IOException {
    Files.writeString(file, "one");
    JsonNode undo = undoOf(write(" two", "append"));
    assertThat(file).hasContent("one two");

    assertThat(undone(undo).isError()).isFalse();
    assertThat(file).hasContent("one");
  }

  @Test
  void writersOfOneFileWaitForEachOther() throws Exception {
    Files.writeString(file, "");
    int writers = 8;
    Callable<List<Boolean>> writer =
        () -> Stream.generate(() -> write("x", "append").isError()).limit(10).toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      for (Future<List<Boolean>> failed : pool.invokeAll(Collections.nCopies(writers, writer))) {
        assertThat(failed.get()).containsOnly(false);
      }
    }
    assertThat(file).hasContent("x".repeat(10 * writers));
  }

  @Test
  void removesAFileThatTheWriteCreated() {
    JsonNode undo = undoOf(write("new", "create"));

    assertThat(undone(undo).isError()).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesWhenTheFileWasChangedSince() throws IOException {
    JsonNode undo = undoOf(write("new", "create"));
    Files.writeString(file, "somebody else's");

    ToolAnswer refused = undone(undo);

    assertThat(refused.isError()).isTrue();
    assertThat(refused.text()).startsWith("content-changed");
    assertThat(file).hasContent("somebody else's");
  }

  @Test
  void movesBackAndRemovesNewFoldersOnlyWhileEmpty() throws IOException {
    Files.writeString(file, "x");
    Path target = file.resolveSibling(file.getFileName() + "-moved");
    ObjectNode move = McpJson.object().put("from", file.toString()).put("to", target.toString());
    JsonNode back = undoOf(call("sysops_move_file", move));
    assertThat(target).exists();
    assertThat(undone(back).isError()).isFalse();
    assertThat(file).hasContent("x");

    Path folder = file.resolveSibling(file.getFileName() + "-folder");
    ObjectNode made = McpJson.object().put("path", folder.toString());
    JsonNode removal = undoOf(call("sysops_create_directory", made));
    Path inside = Files.writeString(folder.resolve("inside"), "x");
    assertThat(undone(removal).text()).startsWith("directory-not-empty");
    Files.delete(inside);
    assertThat(undone(removal).isError()).isFalse();
    assertThat(folder).doesNotExist();
  }

  @Test
  void saysOfADeletionThatItCannotBeUndone() throws IOException {
    Files.writeString(file, "x");
    JsonNode undo =
        undoOf(call("sysops_delete_file", McpJson.object().put("path", file.toString())));

    assertThat(undo.path("impossible").asString("")).contains("gone");
  }

  @Test
  void previewSaysWhatAWriteWouldDoAndDoesNothing() {
    ObjectNode arguments =
        McpJson.object().put("path", file.toString()).put("content", "abc").put("mode", "create");
    ToolRequest request = new ToolRequest("sysops_write_file", arguments, TIMEOUT);

    ToolAnswer preview =
        client("preview:sysops_write_file").callTool(request.with(ToolMeta.PREVIEW));

    assertThat(preview.text()).isEqualTo("Would create " + file + " with 3 bytes.");
    assertThat(file).doesNotExist();
  }

  @Test
  void aTokenForPreviewsMakesNoCall() {
    ObjectNode arguments = McpJson.object().put("path", file.toString()).put("content", "abc");
    ToolRequest request = new ToolRequest("sysops_write_file", arguments, TIMEOUT);

    assertThatThrownBy(() -> client("preview:sysops_write_file").callTool(request))
        .isInstanceOf(McpError.class);
    assertThat(file).doesNotExist();
  }

  private ToolAnswer write(String content, String mode) {
    return call(
        "sysops_write_file",
        McpJson.object().put("path", file.toString()).put("content", content).put("mode", mode));
  }

  private static JsonNode undoOf(ToolAnswer answer) {
    assertThat(answer.isError()).as(answer.text()).isFalse();
    return answer.meta().path(ToolMeta.UNDO);
  }

  private ToolAnswer undone(JsonNode undo) {
    return call(undo.path("tool").asString(""), undo.path("arguments").asObject());
  }
}
