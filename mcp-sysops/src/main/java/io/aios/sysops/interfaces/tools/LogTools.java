package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.sysops.usecase.ReadLog;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reading log files. */
@Component
class LogTools {
  private final ReadLog readLog;

  LogTools(ReadLog readLog) {
    this.readLog = readLog;
  }

  record LogFile(
      @NotBlank
          @Size(max = Arguments.LONGEST_PATH)
          @JsonPropertyDescription("Absolute path inside a log root, such as /var/log/dpkg.log.")
          String path,
      @Min(1)
          @Max(5000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Lines in the answer, the last.")
          int lines,
      @Size(max = 40)
          @JsonPropertyDescription("Leave out lines older than this time (2026-01-31T12:00:00Z).")
          @Nullable String since,
      @Size(max = 1000) @JsonPropertyDescription("Regular expression (RE2) a line must contain.")
          @Nullable String grep,
      @JsonProperty(defaultValue = "false") @JsonPropertyDescription("Ignore case in grep.")
          boolean ignoreCase) {}

  @Tool(
      name = "sysops_read_log_file",
      title = "Read a log file",
      description =
          "The last lines of a log file that match. Looks at the last 64 MiB of plain files; reads"
              + " .gz too.")
  ReadLog.Tail readLogFile(LogFile arguments, ToolCall call) {
    var query =
        new ReadLog.Query(
            arguments.path(),
            arguments.lines(),
            Arguments.instant(arguments.since()),
            arguments.grep(),
            arguments.ignoreCase());
    return readLog.read(query, call);
  }
}
