package io.aios.python.infrastructure.sandbox;

import io.aios.platform.tools.ToolFailure;
import io.aios.python.domain.FileChange;
import io.aios.python.domain.FileListing;
import io.aios.python.domain.FilePart;
import io.aios.python.domain.WorkspaceFile;
import io.aios.python.usecase.PythonProperties;
import io.aios.python.usecase.WorkspaceFiles;
import io.aios.sandbox.Limits;
import io.aios.sandbox.Sandbox;
import io.aios.sandbox.SandboxProcess;
import io.aios.sandbox.SandboxSpec;
import io.aios.sandbox.SandboxUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Touches files from inside a sandbox that sees the same workspace and nothing else, so that no
 * link, pipe or race which the workspace's code prepares can reach a file of the host.
 */
final class SandboxedFiles implements WorkspaceFiles {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MAX_ANSWER = 16 << 20;

  private final Sandbox sandbox;
  private final PythonProperties properties;
  private final JsonMapper json;

  SandboxedFiles(Sandbox sandbox, PythonProperties properties, JsonMapper json) {
    this.sandbox = sandbox;
    this.properties = properties;
    this.json = json;
  }

  @Override
  public FileListing list(Path workspace, String path, int limit) throws InterruptedException {
    JsonNode answer = ask(workspace, Map.of("op", "list", "path", path, "limit", limit));
    List<WorkspaceFile> files =
        StreamSupport.stream(answer.path("files").spliterator(), false)
            .map(
                file ->
                    new WorkspaceFile(
                        file.path("path").asString(""),
                        file.path("bytes").asLong(0),
                        Instant.ofEpochSecond(file.path("modified").asLong(0)),
                        file.path("link").asBoolean(false)))
            .toList();
    return new FileListing(files, answer.path("truncated").asBoolean(false));
  }

  @Override
  public FilePart read(Path workspace, String path, long offset, int limit)
      throws InterruptedException {
    JsonNode answer =
        ask(workspace, Map.of("op", "read", "path", path, "offset", offset, "limit", limit));
    return new FilePart(answer.path("bytes").asLong(0), answer.path("content").asString(""));
  }

  @Override
  public FileChange write(Path workspace, String path, byte[] content, boolean append)
      throws InterruptedException {
    if (new WorkspaceSize(workspace, properties.workspaceSize()).exceeded()) {
      throw new ToolFailure(
          "workspace-full",
          "The workspace holds more than " + properties.workspaceSize().toMegabytes() + " MB",
          "delete files with python_delete_file");
    }
    Map<String, Object> request = new HashMap<>();
    request.put("op", "write");
    request.put("path", path);
    request.put("content", Base64.getEncoder().encodeToString(content));
    request.put("append", append);
    return change(ask(workspace, request));
  }

  @Override
  public FileChange delete(Path workspace, String path) throws InterruptedException {
    return change(ask(workspace, Map.of("op", "delete", "path", path)));
  }

  @Override
  public void restore(
      Path workspace, String path, @Nullable String sha256, @Nullable String earlier)
      throws InterruptedException {
    Map<String, @Nullable Object> request = new HashMap<>();
    request.put("op", "restore");
    request.put("path", path);
    request.put("sha256", sha256);
    request.put("earlier", earlier);
    ask(workspace, request);
  }

  private static FileChange change(JsonNode answer) {
    return new FileChange(
        answer.path("bytes").asLong(0),
        answer.path("sha256").stringValue(null),
        answer.path("existed").asBoolean(false),
        answer.path("earlier").stringValue(null));
  }

  private JsonNode ask(Path workspace, Map<String, ? extends @Nullable Object> request)
      throws InterruptedException {
    Limits limits =
        Limits.defaults()
            .withWallTime(PATIENCE)
            .withFileBytes(properties.fileSize().toBytes())
            .withOutputBytes(MAX_ANSWER);
    var spec = SandboxSpec.of(DriverSource.command(), workspace, limits);
    byte[] answer;
    try (SandboxProcess process = sandbox.start(spec)) {
      try (var stdin = process.stdin()) {
        stdin.write(json.writeValueAsBytes(Map.of("driver", DriverSource.files())));
        stdin.write('\n');
        stdin.write(json.writeValueAsBytes(request));
      }
      try (InputStream stdout = process.stdout()) {
        answer = stdout.readNBytes(MAX_ANSWER);
      }
    } catch (SandboxUnavailable e) {
      throw InterpreterFailures.unavailable(e);
    } catch (IOException e) {
      throw new ToolFailure("file-error", "The workspace cannot be reached: " + e.getMessage());
    }
    return accepted(answer);
  }

  private JsonNode accepted(byte[] answer) {
    if (answer.length == 0) {
      throw new ToolFailure("file-error", "The file operation took longer than " + PATIENCE);
    }
    JsonNode node = json.readTree(answer);
    if (node.has("refused")) {
      throw new ToolFailure(node.path("refused").asString(""), node.path("message").asString(""));
    }
    return node;
  }
}
