package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.sysops.usecase.FindLargeFiles;
import io.aios.sysops.usecase.MeasureDiskUsage;
import io.aios.sysops.usecase.SearchFiles;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Walking trees of files. */
@Component
class FileSearchTools {
  private static final long LARGEST_READ = 32L << 20;

  private final FindLargeFiles findLargeFiles;
  private final MeasureDiskUsage measureDiskUsage;
  private final SearchFiles searchFiles;

  FileSearchTools(
      FindLargeFiles findLargeFiles, MeasureDiskUsage measureDiskUsage, SearchFiles searchFiles) {
    this.findLargeFiles = findLargeFiles;
    this.measureDiskUsage = measureDiskUsage;
    this.searchFiles = searchFiles;
  }

  record LargeFiles(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "20")
          @JsonPropertyDescription("Files in the answer.")
          int limit,
      @Min(0) @JsonProperty(defaultValue = "1") @JsonPropertyDescription("Smallest size in bytes.")
          long minimumBytes) {}

  @Tool(
      name = "sysops_find_large_files",
      title = "Find large files",
      description =
          "The largest files below a folder, largest first, on its file system only. Files with many"
              + " names count once.",
      timeoutSeconds = 600)
  FindLargeFiles.Found findLargeFiles(LargeFiles arguments, ToolCall call) {
    return findLargeFiles.find(arguments.path(), arguments.limit(), arguments.minimumBytes(), call);
  }

  record DiskUsageTree(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @Min(0)
          @Max(20)
          @JsonProperty(defaultValue = "1")
          @JsonPropertyDescription("Levels of folders shown.")
          int depth,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "30")
          @JsonPropertyDescription("Folders in the answer.")
          int limit,
      @JsonProperty(defaultValue = "false")
          @JsonPropertyDescription("Enter other mounted file systems.")
          boolean crossFileSystems) {}

  @Tool(
      name = "sysops_get_disk_usage_tree",
      title = "Measure folders",
      description =
          "Bytes that folders take on the device, largest first: allocated, not apparent size, hard"
              + " links once.",
      timeoutSeconds = 600)
  MeasureDiskUsage.Usage getDiskUsageTree(DiskUsageTree arguments, ToolCall call) {
    var question =
        new MeasureDiskUsage.Question(
            arguments.path(), arguments.depth(), arguments.limit(), arguments.crossFileSystems());
    return measureDiskUsage.measure(question, call);
  }

  record Search(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @Size(max = 255) @JsonPropertyDescription("Glob for file names, such as *.{yml,yaml}.")
          @Nullable String nameGlob,
      @Size(max = 1000) @JsonPropertyDescription("Regular expression (RE2) a line must contain.")
          @Nullable String content,
      @JsonProperty(defaultValue = "false") @JsonPropertyDescription("Ignore case in content.")
          boolean ignoreCase,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Matches in the answer.")
          int limit) {}

  @Tool(
      name = "sysops_search_files",
      title = "Search files",
      description =
          "Files below a folder by name, and lines in them by expression. Binary files and files over"
              + " 32 MiB are counted as skipped, not read.",
      timeoutSeconds = 600)
  SearchFiles.Found searchFiles(Search arguments, ToolCall call) {
    var query =
        new SearchFiles.Query(
            arguments.path(),
            arguments.nameGlob(),
            arguments.content(),
            arguments.ignoreCase(),
            arguments.limit(),
            LARGEST_READ);
    return searchFiles.search(query, call);
  }
}
