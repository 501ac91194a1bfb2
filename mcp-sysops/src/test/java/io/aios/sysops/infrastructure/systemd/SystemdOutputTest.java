package io.aios.sysops.infrastructure.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aios.sysops.usecase.Journal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Output as systemd 252 writes it. */
class SystemdOutputTest {
  private final JsonMapper json = JsonMapper.shared();

  @Test
  void readsListOfUnits() {
    String output =
        """
        [{"unit":"ssh.service","load":"loaded","active":"active","sub":"running","description":"OpenBSD Secure Shell server"},{"unit":"apt-daily.service","load":"loaded","active":"inactive","sub":"dead","description":"Daily apt download activities"}]
        """;
    assertThat(UnitOutput.list(json, output))
        .extracting("unit", "active")
        .containsExactly(tuple("apt-daily.service", "inactive"), tuple("ssh.service", "active"));
  }

  @Test
  void readsStatusAndLeavesOutWhatIsNotSet() {
    String output =
        """
        Id=ssh.service
        Description=OpenBSD Secure Shell server
        LoadState=loaded
        ActiveState=active
        SubState=running
        UnitFileState=enabled
        Result=success
        MainPID=712
        ExecMainStatus=0
        NRestarts=0
        MemoryCurrent=5632000
        CPUUsageNSec=1500000000
        TasksCurrent=18446744073709551615
        ActiveEnterTimestamp=@1795000000
        FragmentPath=/lib/systemd/system/ssh.service
        ControlGroup=/system.slice/ssh.service
        """;
    var status = UnitOutput.status(output).orElseThrow();
    assertThat(status.mainPid()).isEqualTo(712);
    assertThat(status.memoryBytes()).isEqualTo(5_632_000);
    assertThat(status.cpuSeconds()).isEqualTo(1.5);
    assertThat(status.tasks()).isNull();
    assertThat(status.activeSince()).isEqualTo(Instant.ofEpochSecond(1_795_000_000));
  }

  @Test
  void knowsUnitThatIsNotThere() {
    assertThat(UnitOutput.status("Id=x.service\nLoadState=not-found\n")).isEmpty();
  }

  @Test
  void readsJournalWithBytesAndRepeatedFieldsAndPagesOn() {
    String output =
        """
        {"__CURSOR":"s=1;i=2","__REALTIME_TIMESTAMP":"1795000000123456","PRIORITY":"3","_SYSTEMD_UNIT":"ssh.service","SYSLOG_IDENTIFIER":"sshd","_PID":"712","MESSAGE":"error: none"}
        {"__CURSOR":"s=1;i=1","__REALTIME_TIMESTAMP":"1795000000000000","_PID":["9","10"],"MESSAGE":[99,97,102,233]}
        """;
    Journal.Page page = JournalOutput.page(json, output, 2);
    assertThat(page.entries().getFirst().time())
        .isEqualTo(Instant.parse("2026-11-18T11:06:40.123456Z"));
    assertThat(page.entries().getFirst().priority()).isEqualTo(3);
    assertThat(page.entries().getLast().message()).isEqualTo("caf\ufffd");
    assertThat(page.entries().getLast().pid()).isEqualTo(9);
    assertThat(page.nextCursor()).isEqualTo("s=1;i=1");
    assertThat(JournalOutput.page(json, output, 3).nextCursor()).isNull();
  }

  @Test
  void leavesOutTheLineWhereOutputWasCut() {
    assertThat(JournalOutput.page(json, "{\"MESSAGE\":\"whole\"}\n{\"MESSAGE\":\"cu", 5).entries())
        .hasSize(1);
  }

  @Test
  void asksJournalctlWithOneArgumentPerOption() {
    var query =
        new Journal.Query(5, "a.service", 3, Instant.ofEpochSecond(7), null, "x; rm", "s=1;i=2");
    assertThat(JournalctlJournal.arguments(query))
        .containsExactly(
            "--output=json",
            "--no-pager",
            "--reverse",
            "--lines=5",
            "--unit=a.service",
            "--priority=3",
            "--since=@7",
            "--grep=x; rm",
            "--after-cursor=s=1;i=2");
  }
}
