package io.aios.python.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolUndo;
import io.aios.python.domain.FileChange;
import io.aios.python.domain.FileListing;
import io.aios.python.domain.FilePart;
import io.aios.python.usecase.FindWorkspace;
import io.aios.python.usecase.WorkspaceFiles;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tools around the files of a session, or of a run that has just been made. */
@Component
class FileTools {
  private static final int MAX_LISTED = 1000;
  private static final int DEFAULT_READ = 100_000;
  private static final int MAX_READ = 4_000_000;
  private static final int MAX_PATH = 1000;
  private static final int MAX_KEPT = 400_000;
  private static final String WORKSPACE = "A session's id, or the workspace of a run's answer";
  private static final String PATH = "Relative to the workspace";

  private final FindWorkspace findWorkspace;
  private final WorkspaceFiles files;

  FileTools(FindWorkspace findWorkspace, WorkspaceFiles files) {
    this.findWorkspace = findWorkspace;
    this.files = files;
  }

  record ListArguments(
      @JsonPropertyDescription(WORKSPACE) @Size(max = 64) String workspace,
      @JsonPropertyDescription("A directory; all of the workspace if absent") @Size(max = MAX_PATH)
          @Nullable String path) {}

  @Tool(
      name = "python_list_files",
      title = "List workspace files",
      description = "Files of a session or run with size and time, at most 1000.")
  FileListing list(ListArguments arguments, ToolCall call) throws InterruptedException {
    String path = arguments.path() == null ? "." : WorkspacePath.checked(arguments.path());
    return files.list(workspace(arguments.workspace(), call), path, MAX_LISTED);
  }

  record ReadArguments(
      @JsonPropertyDescription(WORKSPACE) @Size(max = 64) String workspace,
      @JsonPropertyDescription(PATH) @Size(max = MAX_PATH) String path,
      @JsonPropertyDescription("First byte, from 0") @Min(0) @Nullable Long offset,
      @JsonPropertyDescription("How many bytes; 100000 if absent") @Min(1) @Max(MAX_READ)
          @Nullable Integer maxBytes) {}

  @Tool(
      name = "python_read_file",
      title = "Read a workspace file",
      description =
          "A file's content, or a part of it: as text if it is UTF-8, else in base64. Says the"
              + " whole size and where to read on.")
  FileContent read(ReadArguments arguments, ToolCall call) throws InterruptedException {
    long offset = Objects.requireNonNullElse(arguments.offset(), 0L);
    int limit = Objects.requireNonNullElse(arguments.maxBytes(), DEFAULT_READ);
    FilePart part =
        files.read(
            workspace(arguments.workspace(), call),
            WorkspacePath.checked(arguments.path()),
            offset,
            limit);
    return FileContent.of(arguments.path(), offset, part);
  }

  record WriteArguments(
      @JsonPropertyDescription(WORKSPACE) @Size(max = 64) String workspace,
      @JsonPropertyDescription(PATH + "; directories are made as needed") @Size(max = MAX_PATH)
          String path,
      @JsonPropertyDescription("Text, or base64 if encoding says so") @Size(max = 6_000_000)
          String content,
      @JsonPropertyDescription("utf-8 if absent") @Nullable FileEncoding encoding,
      @JsonPropertyDescription("Add to the end instead of replacing") @Nullable Boolean append) {}

  record Written(String path, long bytes) {}

  @Tool(
      name = "python_write_file",
      title = "Write a workspace file",
      description = "Writes a file of a session or run; replaces it unless told to append.",
      risk = Risk.WRITE,
      undo = "puts back the earlier content, or removes a new file, while it is as it was written")
  Written write(WriteArguments arguments, ToolCall call) throws InterruptedException {
    FileEncoding encoding = Objects.requireNonNullElse(arguments.encoding(), FileEncoding.UTF_8);
    FileChange change =
        files.write(
            workspace(arguments.workspace(), call),
            WorkspacePath.checked(arguments.path()),
            encoding.decode(arguments.content()),
            Boolean.TRUE.equals(arguments.append()));
    call.undo(undo(arguments.workspace(), arguments.path(), change));
    return new Written(arguments.path(), change.bytes());
  }

  record DeleteArguments(
      @JsonPropertyDescription(WORKSPACE) @Size(max = 64) String workspace,
      @JsonPropertyDescription(PATH + "; a directory with all in it") @Size(max = MAX_PATH)
          String path) {}

  record Deleted(String path, boolean deleted) {}

  @Tool(
      name = "python_delete_file",
      title = "Delete a workspace file",
      description = "Deletes a file or directory of a session or run.",
      risk = Risk.DESTRUCTIVE,
      undo = "puts a file of up to 256 KiB back; a directory stays deleted")
  Deleted delete(DeleteArguments arguments, ToolCall call) throws InterruptedException {
    FileChange change =
        files.delete(
            workspace(arguments.workspace(), call), WorkspacePath.checked(arguments.path()));
    call.undo(undo(arguments.workspace(), arguments.path(), change));
    return new Deleted(arguments.path(), true);
  }

  record RestoreArguments(
      @JsonPropertyDescription(WORKSPACE) @Size(max = 64) String workspace,
      @JsonPropertyDescription(PATH) @Size(max = MAX_PATH) String path,
      @JsonPropertyDescription("SHA-256 of what the change left; absent if it left no file")
          @Size(max = 64)
          @Nullable String sha256,
      @JsonPropertyDescription("Earlier content in base64; absent if there was no file")
          @Size(max = MAX_KEPT)
          @Nullable String earlier) {}

  record Restored(String path) {}

  @Tool(
      name = "python_restore_file",
      title = "Restore a workspace file",
      description =
          "Takes a write or a deletion back, as its answer's undo says. Refused when the file was"
              + " changed since.",
      risk = Risk.WRITE,
      idempotent = true)
  Restored restore(RestoreArguments arguments, ToolCall call) throws InterruptedException {
    files.restore(
        workspace(arguments.workspace(), call),
        WorkspacePath.checked(arguments.path()),
        arguments.sha256(),
        arguments.earlier());
    return new Restored(arguments.path());
  }

  private static ToolUndo undo(String workspace, String path, FileChange change) {
    return change.canBeUndone()
        ? ToolUndo.by(
            "python_restore_file",
            new RestoreArguments(workspace, path, change.sha256(), change.earlier()))
        : ToolUndo.impossible("what was there is a directory, a link or longer than 256 KiB");
  }

  private Path workspace(String id, ToolCall call) {
    return findWorkspace.find(Callers.owner(call), id);
  }
}
