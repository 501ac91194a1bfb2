package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.platform.tools.ToolUndo;
import io.aios.sysops.domain.ProcessDetail;
import io.aios.sysops.domain.SignalName;
import io.aios.sysops.usecase.ListProcesses;
import io.aios.sysops.usecase.ListProcesses.CpuOver;
import io.aios.sysops.usecase.ListProcesses.Sort;
import io.aios.sysops.usecase.Processes;
import io.aios.sysops.usecase.SignalProcess;
import io.aios.sysops.usecase.TraceProcesses;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looking at processes and ending them. */
@Component
class ProcessTools {

  private final ListProcesses listProcesses;
  private final TraceProcesses traceProcesses;
  private final SignalProcess signalProcess;
  private final Processes processes;

  ProcessTools(
      ListProcesses listProcesses,
      TraceProcesses traceProcesses,
      SignalProcess signalProcess,
      Processes processes) {
    this.listProcesses = listProcesses;
    this.traceProcesses = traceProcesses;
    this.signalProcess = signalProcess;
    this.processes = processes;
  }

  record ProcessList(
      @JsonProperty(defaultValue = "cpu")
          @JsonPropertyDescription("cpu and memory have the largest first.")
          Sort sort,
      @Size(max = 200) @JsonPropertyDescription("Text in the name or command line, any case.")
          @Nullable String filter,
      @Size(max = 64) @JsonPropertyDescription("Name of the user they run as.")
          @Nullable String user,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "25")
          @JsonPropertyDescription("Processes in the answer.")
          int limit,
      @JsonProperty(defaultValue = "interval")
          @JsonPropertyDescription(
              "interval measures CPU over 300 ms from now, lifetime since each start.")
          CpuOver cpuOver) {}

  @Tool(
      name = "sysops_list_processes",
      title = "List processes",
      description =
          "Processes with CPU share (100 is one CPU), resident memory, user, state and command line."
              + " Says over what time CPU was measured.")
  ListProcesses.Listing listProcesses(ProcessList arguments) {
    return listProcesses.list(
        new ListProcesses.Query(
            arguments.sort(),
            arguments.filter(),
            arguments.user(),
            arguments.limit(),
            arguments.cpuOver()));
  }

  record ProcessTree(
      @Min(0) @JsonPropertyDescription("Root; every process without parent when left out.")
          @Nullable Integer pid,
      @Min(0)
          @Max(50)
          @JsonProperty(defaultValue = "10")
          @JsonPropertyDescription("Levels below the root.")
          int depth,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Processes in the answer.")
          int limit) {}

  @Tool(
      name = "sysops_get_process_tree",
      title = "Get the process tree",
      description =
          "Processes below one, parents before children, each with its depth. Kernel threads are left"
              + " out.")
  TraceProcesses.Tree getProcessTree(ProcessTree arguments) {
    return traceProcesses.trace(arguments.pid(), arguments.depth(), arguments.limit());
  }

  record OneProcess(@Min(1) @JsonPropertyDescription("Process number.") int pid) {}

  @Tool(
      name = "sysops_get_process_info",
      title = "Get one process",
      description =
          "All about one process: memory, swap, device reads and writes, open files, folder, control"
              + " group, children. What the server may not see is absent.")
  ProcessDetail getProcessInfo(OneProcess arguments) {
    return processes
        .detail(arguments.pid())
        .orElseThrow(
            () ->
                new ToolFailure(
                    "process-not-found",
                    "No process has the number " + arguments.pid() + ".",
                    "List the processes."));
  }

  record Signal(
      @Min(1) @JsonPropertyDescription("Process number.") int pid,
      @Min(0)
          @JsonPropertyDescription("startTicks as listed: a later process with this pid is spared.")
          long startTicks,
      @NotNull @JsonPropertyDescription("TERM asks it to end, KILL ends it.") SignalName signal) {}

  record Signalled(int pid, SignalName signal) {}

  @Tool(
      name = "sysops_signal_process",
      title = "Signal a process",
      description =
          "Sends a signal to one process. The first process, kernel threads, this suite and processes"
              + " of other users are refused.",
      risk = Risk.DESTRUCTIVE,
      undo = "nothing: a signal cannot be taken back")
  Signalled signalProcess(Signal arguments, ToolCall call) {
    call.undo(ToolUndo.impossible("a signal cannot be taken back"));
    signalProcess.signal(arguments.pid(), arguments.startTicks(), arguments.signal());
    return new Signalled(arguments.pid(), arguments.signal());
  }
}
