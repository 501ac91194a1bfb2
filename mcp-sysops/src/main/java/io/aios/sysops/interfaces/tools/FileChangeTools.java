package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.FilePath;
import io.aios.sysops.usecase.FileChanges;
import io.aios.sysops.usecase.FileChanges.WriteMode;
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

  FileChangeTools(FileChanges changes) {
    this.changes = changes;
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
      risk = Risk.WRITE)
  Changed writeFile(WriteFile arguments) {
    byte[] content = content(arguments);
    WriteMode mode = arguments.mode();
    FilePath path = changes.write(arguments.path(), content, mode, arguments.expectedSha256());
    return Changed.of(path, content.length);
  }

  record CreateDirectory(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path) {}

  @Tool(
      name = "sysops_create_directory",
      title = "Create a folder",
      description = "Makes a folder in an existing folder.",
      risk = Risk.WRITE)
  Changed createDirectory(CreateDirectory arguments) {
    return Changed.of(changes.createDirectory(arguments.path()), null);
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
      risk = Risk.WRITE)
  Changed moveFile(MoveFile arguments) {
    FilePath target = changes.move(arguments.from(), arguments.to(), arguments.overwrite());
    return Changed.of(target, null);
  }

  record DeleteFile(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path) {}

  @Tool(
      name = "sysops_delete_file",
      title = "Delete a file",
      description = "Deletes a file, a link itself, or an empty folder. It cannot be undone.",
      risk = Risk.DESTRUCTIVE)
  Changed deleteFile(DeleteFile arguments) {
    return Changed.of(changes.delete(arguments.path()), null);
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
