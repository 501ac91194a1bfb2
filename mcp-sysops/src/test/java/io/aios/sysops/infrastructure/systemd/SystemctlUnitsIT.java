package io.aios.sysops.infrastructure.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.infrastructure.commands.CommandProperties;
import io.aios.sysops.infrastructure.commands.Commands;
import io.aios.sysops.usecase.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class SystemctlUnitsIT {
  @TempDir Path home;

  private final Commands commands =
      new Commands(new CommandProperties(Duration.ofSeconds(15), DataSize.ofMegabytes(4)));

  private SystemctlUnits units(Path systemctl) {
    return new SystemctlUnits(commands, properties(systemctl), JsonMapper.shared());
  }

  private SystemdProperties properties(Path systemctl) {
    return new SystemdProperties(systemctl, Path.of("/bin/true"), List.of(home));
  }

  @Test
  void listsAndDescribesServicesOfARealManager() throws IOException {
    try (UserSystemd systemd = UserSystemd.start(home)) {
      SystemctlUnits units = units(systemd.systemctl());
      commands.run(systemd.systemctl(), List.of("start", "demo.service"));
      assertThat(units.problem()).isEmpty();
      assertThat(units.services())
          .filteredOn(unit -> unit.unit().equals("demo.service"))
          .singleElement()
          .satisfies(unit -> assertThat(unit.sub()).isEqualTo("running"));
      var status = units.status("demo.service");
      assertThat(status.active()).isEqualTo("active");
      assertThat(status.mainPid()).isPositive();
      assertThat(status.activeSince()).isNotNull();
      assertThatExceptionOfType(ToolFailure.class)
          .isThrownBy(() -> units.status("no-such.service"))
          .satisfies(failure -> assertThat(failure.code()).isEqualTo("unit-not-found"));
    }
  }

  @Test
  void saysThatSystemdIsNotRunning() throws IOException {
    Path offline = script("echo offline; exit 1");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(units(offline)::services)
        .withMessageContaining("'offline'")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("systemd-not-running"));
    assertThat(units(home.resolve("none")).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("not installed"));
  }

  @Test
  void saysThatThereIsNoJournal() {
    var journal =
        new JournalctlJournal(commands, properties(Path.of("/bin/true")), JsonMapper.shared());
    var everything = new Journal.Query(5, null, null, null, null, null, null);
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> journal.query(everything))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("journal-missing"));
  }

  private Path script(String body) throws IOException {
    Path script = Files.writeString(home.resolve("program"), "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
