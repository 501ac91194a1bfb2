package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import io.aios.launcher.data.InstanceLock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Checks this machine. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks what AIOS needs of this machine and names the exact fix. Exit status 1 when something is missing.")
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    dataOption.refuseContainers("`aios status` says what one of them lacks");
    List<MachineChecks.Finding> findings = new MachineChecks(dataOption.data()).all(isRunning());
    if (json) {
      terminal.print(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(findings));
    } else {
      findings.forEach(this::show);
    }
    return findings.stream().allMatch(MachineChecks.Finding::fine) ? 0 : CommandFailure.FAILED;
  }

  private boolean isRunning() {
    return InstanceLock.isHeld(dataOption.data());
  }

  private void show(MachineChecks.Finding finding) {
    String mark =
        finding.fine() ? terminal.paint(Tone.GOOD, "ok     ") : terminal.paint(Tone.BAD, "missing");
    terminal.print("%s  %-12s %s".formatted(mark, finding.subject(), finding.found()));
    if (!finding.fine()) {
      terminal.print("         fix: " + finding.fix());
    }
  }
}
