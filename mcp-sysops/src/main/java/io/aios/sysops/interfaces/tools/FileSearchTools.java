package io.aios.sysops.interfaces.tools;

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
      @Min(1) @Max(1000) @JsonPropertyDescription("Files in the answer; 20 when left out.")
          @Nullable Integer limit,
      @Min(0) @JsonPropertyDescription("Smallest size in bytes; 1 when left out.")
          @Nullable Long minimumBytes) {}

  @Tool(
      name = "sysops_find_large_files",
      title = "Find large files",
      description =
          "The largest files below a folder, largest first, on its file system only. Files with many"
              + " names count once.",
      timeoutSeconds = 600)
  FindLargeFiles.Found findLargeFiles(LargeFiles arguments, ToolCall call) {
    return findLargeFiles.find(
        arguments.path(),
        Arguments.or(arguments.limit(), 20),
        Arguments.or(arguments.minimumBytes(), 1L),
        call);
  }

  record DiskUsageTree(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @Min(0) @Max(20) @JsonPropertyDescription("Levels of folders shown; 1 when left out.")
          @Nullable Integer depth,
      @Min(1) @Max(1000) @JsonPropertyDescription("Folders in the answer; 30 when left out.")
          @Nullable Integer limit,
      @JsonPropertyDescription("Enter other mounted file systems; false when left out.")
          @Nullable Boolean crossFileSystems) {}

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
            arguments.path(),
            Arguments.or(arguments.depth(), 1),
            Arguments.or(arguments.limit(), 30),
            Arguments.isTrue(arguments.crossFileSystems()));
    return measureDiskUsage.measure(question, call);
  }

  record Search(
      @NotBlank @Size(max = Arguments.LONGEST_PATH) @JsonPropertyDescription(Arguments.PATH)
          String path,
      @Size(max = 255) @JsonPropertyDescription("Glob for file names, such as *.{yml,yaml}.")
          @Nullable String nameGlob,
      @Size(max = 1000) @JsonPropertyDescription("Regular expression (RE2) a line must contain.")
          @Nullable String content,
      @JsonPropertyDescription("Ignore case in content; false when left out.")
          @Nullable Boolean ignoreCase,
      @Min(1) @Max(1000) @JsonPropertyDescription("Matches in the answer; 100 when left out.")
          @Nullable Integer limit) {}

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
            Arguments.isTrue(arguments.ignoreCase()),
            Arguments.or(arguments.limit(), 100),
            LARGEST_READ);
    return searchFiles.search(query, call);
  }
}
