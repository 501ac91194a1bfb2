package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.sysops.domain.Access;
import io.aios.sysops.domain.FileEntry;
import io.aios.sysops.usecase.HashFile;
import io.aios.sysops.usecase.ListFolder;
import io.aios.sysops.usecase.Node;
import io.aios.sysops.usecase.ReadFile;
import io.aios.sysops.usecase.RootedFiles;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looking at files. */
@Component
class FileTools {
  private static final int LINES = 500;

  private final RootedFiles files;
  private final ListFolder listFolder;
  private final ReadFile readFile;
  private final HashFile hashFile;

  FileTools(RootedFiles files, ListFolder listFolder, ReadFile readFile, HashFile hashFile) {
    this.files = files;
    this.listFolder = listFolder;
    this.readFile = readFile;
    this.hashFile = hashFile;
  }

  /** How content travels. */
  enum Encoding {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("base64")
    BASE64
  }

  record ListDirectory(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Entries in the answer.")
          int limit,
      @Size(max = 20) @JsonPropertyDescription(Arguments.CURSOR) @Nullable String cursor) {}

  @Tool(
      name = "sysops_list_directory",
      title = "List a folder",
      description =
          "Entries of one folder by name, with kind, size, mode, owner and time. Links are shown as"
              + " links. Names that are not UTF-8 come with a uri to use as path.")
  ListFolder.Listing listDirectory(ListDirectory arguments) {
    return listFolder.list(
        arguments.path(), Arguments.paging(arguments.cursor(), arguments.limit()));
  }

  record PathOnly(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path) {}

  @Tool(
      name = "sysops_get_file_info",
      title = "Get information on a file",
      description = "Kind, size, allocated size, mode, owner, links and time of what a path names.")
  FileEntry getFileInfo(PathOnly arguments) {
    try (Node node = files.open(arguments.path(), Access.READ)) {
      return FileEntry.of(node.path(), node.stat());
    }
  }

  record ReadPart(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @Min(0)
          @JsonProperty(defaultValue = "0")
          @JsonPropertyDescription("First line from 0, or first byte with base64.")
          long offset,
      @Min(1)
          @Max(ReadFile.ANSWER_BYTES)
          @JsonPropertyDescription("Lines (500) or, with base64, bytes (262144) in the answer.")
          @Nullable Integer limit,
      @JsonProperty(defaultValue = "text")
          @JsonPropertyDescription("text, which refuses binary files, or base64.")
          Encoding encoding) {}

  @Tool(
      name = "sysops_read_file",
      title = "Read a file",
      description = "Lines of a text file, or bytes of any file in base64, from an offset.")
  ReadFile.Part readFile(ReadPart arguments) {
    long offset = arguments.offset();
    return arguments.encoding() == Encoding.BASE64
        ? readFile.bytes(
            arguments.path(),
            offset,
            Objects.requireNonNullElse(arguments.limit(), ReadFile.ANSWER_BYTES))
        : readFile.lines(
            arguments.path(), offset, Objects.requireNonNullElse(arguments.limit(), LINES));
  }

  record Hash(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @JsonProperty(defaultValue = "sha256") @JsonPropertyDescription("Digest.")
          HashFile.Algorithm algorithm) {}

  @Tool(
      name = "sysops_hash_file",
      title = "Hash a file",
      description = "Digest of a file's content in hexadecimal.",
      risk = Risk.READ,
      timeoutSeconds = 600)
  HashFile.Digest hashFile(Hash arguments, ToolCall call) {
    var algorithm = arguments.algorithm();
    return hashFile.hash(arguments.path(), algorithm, call);
  }
}
