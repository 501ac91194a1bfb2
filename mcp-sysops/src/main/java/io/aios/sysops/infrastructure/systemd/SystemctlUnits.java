package io.aios.sysops.infrastructure.systemd;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.UnitEntry;
import io.aios.sysops.domain.UnitStatus;
import io.aios.sysops.infrastructure.commands.CommandResult;
import io.aios.sysops.infrastructure.commands.Commands;
import io.aios.sysops.usecase.BackEnd;
import io.aios.sysops.usecase.Units;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Units by systemctl, in its forms for programs. */
@Component
final class SystemctlUnits implements Units, BackEnd {
  private static final Set<String> RUNNING =
      Set.of("running", "degraded", "starting", "initializing", "maintenance", "stopping");

  private final Commands commands;
  private final SystemdProperties properties;
  private final JsonMapper json;

  SystemctlUnits(Commands commands, SystemdProperties properties, JsonMapper json) {
    this.commands = commands;
    this.properties = properties;
    this.json = json;
  }

  @Override
  public List<UnitEntry> services() {
    String output = ask("list-units", "--type=service", "--all", "--plain", "--output=json");
    return UnitOutput.list(json, output);
  }

  @Override
  public UnitStatus status(String unit) {
    String output =
        ask("show", "--timestamp=unix", "--property=" + UnitOutput.PROPERTIES, "--", unit);
    return UnitOutput.status(output)
        .orElseThrow(
            () ->
                new ToolFailure(
                    "unit-not-found",
                    "systemd knows no unit '" + unit + "'.",
                    "sysops_list_services shows those that are loaded."));
  }

  private String ask(String... arguments) {
    problem().ifPresent(SystemctlUnits::notRunning);
    CommandResult result = commands.run(properties.systemctl(), List.of(arguments));
    if (!result.succeeded()) {
      throw new ToolFailure(
          "systemctl-failed",
          "systemctl " + arguments[0] + " ended with status " + result.status() + ".",
          "Look at the journal of systemd.");
    }
    return result.output();
  }

  private static void notRunning(String problem) {
    throw new ToolFailure(
        "systemd-not-running", problem, "On this machine look at processes instead of services.");
  }

  @Override
  public String name() {
    return "systemd";
  }

  @Override
  public Optional<String> problem() {
    if (!Commands.exists(properties.systemctl())) {
      return Optional.of(properties.systemctl() + " is not installed.");
    }
    String state =
        commands.run(properties.systemctl(), List.of("is-system-running")).output().strip();
    return RUNNING.contains(state)
        ? Optional.empty()
        : Optional.of("systemd does not manage this machine: its state is '" + state + "'.");
  }
}
