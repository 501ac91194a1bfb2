package io.aios.sysops.usecase;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.ProcessEntry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists processes that match, in order. */
@Component
public final class ListProcesses {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final Processes processes;

  ListProcesses(Processes processes) {
    this.processes = processes;
  }

  /** Order of a list; CPU and memory largest first. */
  public enum Sort {
    @JsonProperty("cpu")
    CPU,
    @JsonProperty("memory")
    MEMORY,
    @JsonProperty("pid")
    PID,
    @JsonProperty("name")
    NAME;

    private Comparator<ProcessEntry> order() {
      Comparator<ProcessEntry> first =
          switch (this) {
            case CPU -> Comparator.comparingDouble(ProcessEntry::cpuPercent).reversed();
            case MEMORY -> Comparator.comparingLong(ProcessEntry::memoryBytes).reversed();
            case PID -> Comparator.comparingInt(ProcessEntry::pid);
            case NAME -> Comparator.comparing(ProcessEntry::name);
          };
      return first.thenComparingInt(ProcessEntry::pid);
    }
  }

  /** The time that a CPU share is a share of. */
  public enum CpuOver {
    @JsonProperty("interval")
    INTERVAL(ListProcesses.INTERVAL),
    @JsonProperty("lifetime")
    LIFETIME(Duration.ZERO);

    private final Duration duration;

    CpuOver(Duration duration) {
      this.duration = duration;
    }
  }

  /**
   * @param filter text in the name or the command line, or null
   * @param user name, or null
   */
  public record Query(
      Sort sort, @Nullable String filter, @Nullable String user, int limit, CpuOver cpuOver) {}

  /**
   * @param total processes that match, of which the first are shown
   * @param intervalMillis of the measurement; null for lifetime
   */
  public record Listing(
      List<ProcessEntry> processes, int total, CpuOver cpuOver, @Nullable Long intervalMillis) {}

  public Listing list(Query query) {
    List<ProcessEntry> matching =
        read(query.cpuOver().duration).stream()
            .filter(process -> query.user() == null || process.user().equals(query.user()))
            .filter(process -> query.filter() == null || contains(process, query.filter()))
            .sorted(query.sort().order())
            .toList();
    Long interval = query.cpuOver() == CpuOver.INTERVAL ? INTERVAL.toMillis() : null;
    return new Listing(
        matching.stream().limit(query.limit()).toList(),
        matching.size(),
        query.cpuOver(),
        interval);
  }

  private List<ProcessEntry> read(Duration over) {
    try {
      return processes.list(over);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("cancelled", "The measurement of CPU shares was cancelled.");
    }
  }

  private static boolean contains(ProcessEntry process, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String line = process.commandLine() == null ? "" : process.commandLine();
    return process.name().toLowerCase(Locale.ROOT).contains(lower)
        || line.toLowerCase(Locale.ROOT).contains(lower);
  }
}
