package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.platform.tools.ToolPreview;
import io.aios.platform.tools.ToolResult;
import io.aios.platform.tools.ToolUndo;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.usecase.ChangeFile;
import io.aios.sysops.usecase.FileChanges;
import io.aios.sysops.usecase.FileChanges.WriteMode;
import io.aios.sysops.usecase.PreviewChange;
import io.aios.sysops.usecase.RestoreFile;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changing files within the write roots. */
@Component
class FileChangeTools {
  private static final int LONGEST_CONTENT = 2 << 20;

  private final FileChanges changes;
  private final ChangeFile changeFile;
  private final RestoreFile restoreFile;
  private final PreviewChange previewChange;

  FileChangeTools(
      FileChanges changes,
      ChangeFile changeFile,
      RestoreFile restoreFile,
      PreviewChange previewChange) {
    this.changes = changes;
    this.changeFile = changeFile;
    this.restoreFile = restoreFile;
    this.previewChange = previewChange;
  }

  /**
   * @param uri names the file exactly
   */
  record Changed(String path, String uri, @Nullable Integer bytesWritten) {
    static Changed of(FilePath path, @Nullable Integer bytes) {
      return new Changed(path.text(), path.uri(), bytes);
    }
  }

  record WriteFile(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @NotNull
          @Size(max = LONGEST_CONTENT)
          @JsonPropertyDescription("Content, at most 2 MiB; append more.")
          String content,
      @JsonProperty(defaultValue = "create")
          @JsonPropertyDescription(
              "create fails when the file exists; overwrite replaces or creates; append adds or creates.")
          WriteMode mode,
      @JsonProperty(defaultValue = "text")
          @JsonPropertyDescription("text is written as UTF-8; base64 is decoded.")
          FileTools.Encoding encoding,
      @Pattern(regexp = "[0-9a-fA-F]{64}")
          @JsonPropertyDescription("SHA-256 the present content must have, or nothing is written.")
          @Nullable String expectedSha256) {}

  @Tool(
      name = "sysops_write_file",
      title = "Write a file",
      description =
          "Writes a file whole: readers see the old or the new content, never a part. Mode and owner"
              + " of an existing file stay.",
      risk = Risk.WRITE,
      undo = "puts back the earlier content, or removes a new file, while it is as it was written")
  Changed writeFile(WriteFile arguments, ToolCall call) {
    byte[] content = content(arguments);
    WriteMode mode = arguments.mode();
    FilePath path =
        changeFile.write(arguments.path(), content, mode, arguments.expectedSha256(), call);
    return Changed.of(path, content.length);
  }

  @ToolPreview("sysops_write_file")
  ToolResult previewWrite(WriteFile arguments) {
    byte[] content = content(arguments);
    return ToolResult.text(previewChange.write(arguments.path(), content.length, arguments.mode()));
  }

  record CreateDirectory(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path) {}

  @Tool(
      name = "sysops_create_directory",
      title = "Create a folder",
      description = "Makes a folder in an existing folder.",
      risk = Risk.WRITE,
      undo = "removes the folder while it is empty")
  Changed createDirectory(CreateDirectory arguments, ToolCall call) {
    return Changed.of(changeFile.createDirectory(arguments.path(), call), null);
  }

  record MoveFile(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String from,
      @NotBlank
          @Size(max = Arguments.LONGEST_PATH)
          @JsonPropertyDescription("New path, with the name itself.")
          String to,
      @JsonProperty(defaultValue = "false")
          @JsonPropertyDescription("Replace a file at the target.")
          boolean overwrite) {}

  @Tool(
      name = "sysops_move_file",
      title = "Move a file",
      description = "Moves or renames a file, link or folder on one file system, in one step.",
      risk = Risk.WRITE,
      undo = "moves it back, unless it replaced a file")
  Changed moveFile(MoveFile arguments, ToolCall call) {
    FilePath target =
        changeFile.move(arguments.from(), arguments.to(), arguments.overwrite(), call);
    return Changed.of(target, null);
  }

  @ToolPreview("sysops_move_file")
  ToolResult previewMove(MoveFile arguments) {
    return ToolResult.text(
        previewChange.move(arguments.from(), arguments.to(), arguments.overwrite()));
  }

  record RestoreChange(
      @NotBlank
          @Size(max = 64)
          @JsonPropertyDescription("The change, as the undo of its answer names it.")
          String change) {}

  record Restored(String uri) {}

  @Tool(
      name = "sysops_restore_file",
      title = "Take a change back",
      description =
          "Takes a write or a new folder back as it was before. Refused when the file was changed"
              + " since.",
      risk = Risk.WRITE,
      idempotent = true)
  Restored restoreFile(RestoreChange arguments, ToolCall call) {
    return new Restored(restoreFile.restore(call.caller(), arguments.change()));
  }

  record DeleteFile(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path) {}

  @Tool(
      name = "sysops_delete_file",
      title = "Delete a file",
      description = "Deletes a file, a link itself, or an empty folder. It cannot be undone.",
      risk = Risk.DESTRUCTIVE,
      undo = "nothing: what is deleted is gone")
  Changed deleteFile(DeleteFile arguments, ToolCall call) {
    call.undo(ToolUndo.impossible("what is deleted is gone"));
    return Changed.of(changes.delete(arguments.path()), null);
  }

  @ToolPreview("sysops_delete_file")
  ToolResult previewDelete(DeleteFile arguments) {
    return ToolResult.text(previewChange.delete(arguments.path()));
  }

  private static byte[] content(WriteFile arguments) {
    if (arguments.encoding() != FileTools.Encoding.BASE64) {
      return arguments.content().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(arguments.content());
    } catch (IllegalArgumentException e) {
      throw new ToolFailure("base64-invalid", "content is not base64.", "Use encoding text.");
    }
  }
}
