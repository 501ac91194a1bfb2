package io.aios.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.security.Server;
import io.aios.security.audit.domain.LedgerEntry;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.domain.LedgerState;
import io.aios.security.audit.domain.MerkleProofs;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Checkpoints;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.ProveLedger;
import io.aios.security.audit.usecase.RecordReading;
import io.aios.security.audit.usecase.VerifyLedger;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerIT {
  private final Server server = Server.running();
  private final Ledger ledger = server.bean(Ledger.class);
  private final VerifyLedger verify = server.bean(VerifyLedger.class);
  private OpenLedger records;

  @BeforeEach
  void startWithAnEmptyLedger() throws Exception {
    records = new OpenLedger(server);
  }

  @Test
  void keepsAuditEventsFromKafkaOnce() {
    OutgoingEvent event = event(record("sysops_list_processes", AuditOutcome.ALLOWED));
    OutgoingEvent other = event(record("sysops_kill_process", AuditOutcome.REFUSED));

    publish(List.of(event));
    publish(List.of(event, other));
    await().atMost(Duration.ofSeconds(30)).until(() -> found(null).size() >= 2);

    assertThat(found(null)).hasSize(2);
    assertThat(found("sysops_kill_process"))
        .singleElement()
        .extracting(LedgerEntry::json)
        .asString()
        .contains("\"outcome\":\"REFUSED\"");
    assertThat(verify.verify()).isInstanceOf(LedgerState.Intact.class);
    assertThat(server.bean(Checkpoints.class).last()).isPresent();
  }

  @Test
  void keepsTheCheckpointFromOthers() throws Exception {
    records.append(1);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(records.checkpoint)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesToChangeOrForget() {
    records.append(1);
    for (String statement :
        List.of(
            "UPDATE ledger_batch SET records = '{}'",
            "UPDATE ledger_batch SET subjects = '{}'",
            "DELETE FROM ledger_batch",
            "TRUNCATE ledger_batch")) {
      assertThatThrownBy(() -> server.bean(JdbcClient.class).sql(statement).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("only grows");
    }
  }

  @Test
  void isIntactOverManyBatches() {
    records.append(3, 1, 300, 40, 700);

    assertThat(verify.verify()).extracting("size").isEqualTo(1044L);
  }

  @Test
  void namesTheCheckpointOfWhatItSawWhenMoreIsWrittenMeanwhile() {
    records.append(3);
    Ledger ledger = server.bean(Ledger.class);
    Ledger grows =
        (Ledger)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(ledger, arguments);
                  if (method.getName().equals("walk")) {
                    records.append(1);
                  }
                  return answer;
                });
    LedgerState seen =
        new VerifyLedger(
                grows,
                server.bean(Checkpoints.class),
                server.bean(CheckpointNotes.class),
                server.bean(RecordReading.class))
            .verify();

    assertThat(seen).isInstanceOf(LedgerState.Intact.class).extracting("size").isEqualTo(3L);
    assertThat(((LedgerState.Intact) seen).checkpoint().orElseThrow().checkpoint().size())
        .isEqualTo(3L);
  }

  @Test
  void provesRecordsAndGrowthAgainstTheSignedRoot() {
    records.append(300, 1, 400);
    ProveLedger prove = server.bean(ProveLedger.class);
    CheckpointNotes notes = server.bean(CheckpointNotes.class);
    byte[] earlier = new MerkleTreeOf(ledger.from(0, 301)).root();

    ProveLedger.Proof included = prove.inclusion(300);
    ProveLedger.Proof grown = prove.consistency(301);
    byte[] root = Base64.getDecoder().decode(included.head().checkpoint().root());

    assertThat(notes.isSigned(included.head().note())).isTrue();
    assertThat(MerkleProofs.includes(300, 701, ledger.leafHash(300), included.hashes(), root))
        .isTrue();
    assertThat(MerkleProofs.continues(301, 701, grown.hashes(), earlier, root)).isTrue();
  }

  @Test
  void retentionRemovesContentAndNothingElse() {
    records.append(3, 3);
    Instant later = Instant.now().plusSeconds(60);
    records.append(2, later);

    ledger.trim(later.minusSeconds(1)).ifPresent(server.bean(Checkpoints.class)::keep);

    assertThat(verify.verify()).extracting("size").isEqualTo(8L);
    assertThat(found(null)).extracting(LedgerEntry::index).containsExactly(7L, 6L);
    records.append(1);
    assertThat(verify.verify()).extracting("size").isEqualTo(9L);
  }

  @Test
  void pagesFromTheYoungestRecordBack() {
    records.append(2, 3);

    List<LedgerEntry> first =
        ledger.find(new LedgerQuery(records.subject, null, null, null, null, 3));
    List<LedgerEntry> rest =
        ledger.find(new LedgerQuery(records.subject, null, "ALLOWED", null, 2L, 3));

    assertThat(first).extracting(LedgerEntry::index).containsExactly(4L, 3L, 2L);
    assertThat(rest).extracting(LedgerEntry::index).containsExactly(1L, 0L);
    Instant future = Instant.now().plus(Duration.ofDays(1));
    assertThat(ledger.find(new LedgerQuery(records.subject, null, null, future, null, 3)))
        .isEmpty();
  }

  private List<LedgerEntry> found(String target) {
    return ledger.find(new LedgerQuery(records.subject, target, null, null, null, 100));
  }

  private AuditRecord record(String tool, AuditOutcome outcome) {
    return records.record(tool, outcome, Instant.now());
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
}
