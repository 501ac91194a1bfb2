package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.ProcessEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows which process started which. */
@Component
public final class TraceProcesses {
  private final Processes processes;

  TraceProcesses(Processes processes) {
    this.processes = processes;
  }

  /**
   * @param depth 0 at a root
   */
  public record Row(
      int depth,
      int pid,
      int parentPid,
      String name,
      String user,
      String state,
      long memoryBytes,
      long startTicks,
      @Nullable String commandLine) {}

  /**
   * @param rows parents before their children, which come in order of pid
   * @param total processes in the tree, of which the first are shown
   */
  public record Tree(List<Row> rows, int total) {}

  /**
   * @param root every process without a visible parent when null
   */
  public Tree trace(@Nullable Integer root, int depth, int limit) {
    List<ProcessEntry> all = read();
    Set<Integer> pids = all.stream().map(ProcessEntry::pid).collect(Collectors.toSet());
    List<ProcessEntry> roots =
        all.stream()
            .filter(
                process ->
                    root == null ? !pids.contains(process.parentPid()) : process.pid() == root)
            .toList();
    if (roots.isEmpty()) {
      throw new ToolFailure(
          "process-not-found", "No process has the number " + root + ".", "List the processes.");
    }
    var tree =
        new Rows(all.stream().collect(Collectors.groupingBy(ProcessEntry::parentPid)), depth);
    roots.forEach(process -> tree.add(process, 0));
    return new Tree(tree.rows.stream().limit(limit).toList(), tree.rows.size());
  }

  private List<ProcessEntry> read() {
    try {
      return processes.list(Duration.ZERO).stream()
          .filter(process -> !process.kernelThread())
          .sorted(Comparator.comparingInt(ProcessEntry::pid))
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("cancelled", "The list of processes was cancelled.");
    }
  }

  private static final class Rows {
    private final Map<Integer, List<ProcessEntry>> children;
    private final int depth;
    private final List<Row> rows = new ArrayList<>();
    private final Set<Integer> seen = new HashSet<>();

    Rows(Map<Integer, List<ProcessEntry>> children, int depth) {
      this.children = children;
      this.depth = depth;
    }

    void add(ProcessEntry process, int level) {
      if (level > depth || !seen.add(process.pid())) {
        return;
      }
      rows.add(
          new Row(
              level,
              process.pid(),
              process.parentPid(),
              process.name(),
              process.user(),
              process.state(),
              process.memoryBytes(),
              process.startTicks(),
              process.commandLine()));
      children.getOrDefault(process.pid(), List.of()).forEach(child -> add(child, level + 1));
    }
  }
}
