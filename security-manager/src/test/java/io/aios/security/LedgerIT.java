package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.security.domain.LedgerEntry;
import io.aios.security.domain.LedgerQuery;
import io.aios.security.domain.LedgerState;
import io.aios.security.usecase.Checkpoints;
import io.aios.security.usecase.Ledger;
import io.aios.security.usecase.VerifyLedger;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerIT {
  private final Server server = Server.running();
  private final Ledger ledger = server.bean(Ledger.class);
  private final VerifyLedger verify = server.bean(VerifyLedger.class);
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private String subject;

  @BeforeEach
  void startWithAnEmptyLedger() throws Exception {
    withoutTrigger("TRUNCATE ledger");
    Files.deleteIfExists(server.dataDir.resolve("audit/ledger-head"));
    subject = "user-" + UUID.randomUUID();
  }

  @Test
  void keepsAuditEventsFromKafkaOnce() {
    OutgoingEvent event = event(record("sysops_list_processes", AuditOutcome.ALLOWED));
    OutgoingEvent other = event(record("sysops_kill_process", AuditOutcome.REFUSED));

    publish(List.of(event));
    publish(List.of(event, other));
    eventually(() -> found(null).size() >= 2);

    assertThat(found(null)).hasSize(2);
    assertThat(found("sysops_kill_process"))
        .singleElement()
        .extracting(LedgerEntry::record)
        .asString()
        .contains("\"outcome\":\"REFUSED\"");
    assertThat(verify.verify()).isInstanceOf(LedgerState.Intact.class);
    assertThat(server.bean(Checkpoints.class).last()).isPresent();
  }

  @Test
  void keepsTheCheckpointFromOthers() throws Exception {
    append(1);
    var file = server.dataDir.resolve("audit/ledger-head");
    server.bean(io.aios.security.usecase.RecordAudit.class).record(List.of(line()));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesToChangeOrForget() {
    append(1);
    for (String statement :
        List.of("UPDATE ledger SET record = '{}'", "DELETE FROM ledger", "TRUNCATE ledger")) {
      assertThatThrownBy(() -> jdbc.sql(statement).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("only grows");
    }
  }

  @Test
  void findsTheLineThatWasRewritten() {
    append(10);
    withoutTrigger(
        "UPDATE ledger SET record = replace(record, 'ALLOWED', 'REFUSED') WHERE index = 7");

    assertThat(verify.verify())
        .isEqualTo(new LedgerState.Broken(7, "The line does not match its hash"));
  }

  @Test
  void findsTheLineThatWasRemoved() {
    append(10);
    withoutTrigger("DELETE FROM ledger WHERE index = 4");

    assertThat(brokenAt()).isEqualTo(4);
  }

  @Test
  void findsLinesThatWereExchanged() {
    append(10);
    withoutTrigger(
        """
        UPDATE ledger a SET record = b.record FROM ledger b
        WHERE (a.index, b.index) IN ((3, 4), (4, 3))
        """);

    assertThat(brokenAt()).isEqualTo(3);
  }

  @Test
  void findsAChangedTime() {
    append(10);
    withoutTrigger("UPDATE ledger SET at = at - interval '1 day' WHERE index = 5");

    assertThat(brokenAt()).isEqualTo(5);
  }

  @Test
  void findsThatTheEndWasCutOff() {
    append(10);
    withoutTrigger("DELETE FROM ledger WHERE index > 8");

    assertThat(brokenAt()).isEqualTo(9);
  }

  @Test
  void findsThatTheChainWasRebuilt() {
    append(3);
    withoutTrigger("TRUNCATE ledger");
    ledger.append(List.of(line(), line(), line()));

    assertThat(brokenAt()).isEqualTo(3);
  }

  @Test
  void pagesFromTheYoungestLineBack() {
    append(5);

    List<LedgerEntry> first = ledger.find(new LedgerQuery(subject, null, null, null, null, 3));
    List<LedgerEntry> rest = ledger.find(new LedgerQuery(subject, null, "ALLOWED", null, 3L, 3));

    assertThat(first).extracting(LedgerEntry::index).containsExactly(5L, 4L, 3L);
    assertThat(rest).extracting(LedgerEntry::index).containsExactly(2L, 1L);
    Instant future = Instant.now().plus(Duration.ofDays(1));
    assertThat(ledger.find(new LedgerQuery(subject, null, null, future, null, 3))).isEmpty();
  }

  private long brokenAt() {
    return ((LedgerState.Broken) verify.verify()).index();
  }

  private void append(int lines) {
    var audit = server.bean(io.aios.security.usecase.RecordAudit.class);
    for (int i = 0; i < lines; i++) {
      audit.record(List.of(line()));
    }
  }

  private Ledger.Line line() {
    AuditRecord record = record("sysops_list_processes", AuditOutcome.ALLOWED);
    return new Ledger.Line(
        record.id(),
        server.bean(tools.jackson.databind.json.JsonMapper.class).writeValueAsString(record));
  }

  private List<LedgerEntry> found(String target) {
    return ledger.find(new LedgerQuery(subject, target, null, null, null, 100));
  }

  private AuditRecord record(String tool, AuditOutcome outcome) {
    return new AuditRecord(
        UUID.randomUUID(),
        Instant.now(),
        subject,
        "aios-cli",
        "tool.call",
        tool,
        outcome,
        200,
        null,
        null,
        1200,
        null,
        null,
        "127.0.0.1");
  }

  private static OutgoingEvent event(AuditRecord record) {
    return new OutgoingEvent(
        record.id(),
        Topics.AUDIT,
        String.valueOf(record.subject()),
        AuditBatch.TYPE,
        record.at(),
        new AuditBatch(List.of(record)));
  }

  private void publish(List<OutgoingEvent> events) {
    server
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> server.bean(Outbox.class).append(events));
  }

  private void withoutTrigger(String statement) {
    jdbc.sql("ALTER TABLE ledger DISABLE TRIGGER ledger_only_grows").update();
    jdbc.sql(statement).update();
    jdbc.sql("ALTER TABLE ledger ENABLE TRIGGER ledger_only_grows").update();
  }

  private static void eventually(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Not within 30 s");
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
