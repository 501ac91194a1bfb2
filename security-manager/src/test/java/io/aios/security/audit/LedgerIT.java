package io.aios.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Checkpoints;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.ProveLedger;
import io.aios.security.audit.usecase.RecordAudit;
import io.aios.security.audit.usecase.RecordReading;
import io.aios.security.audit.usecase.VerifyLedger;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerIT {
  private final Server server = Server.running();
  private final Ledger ledger = server.bean(Ledger.class);
  private final VerifyLedger verify = server.bean(VerifyLedger.class);
  private final JsonRecords json = server.bean(JsonRecords.class);
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final Path checkpoint = server.dataDir().resolve("audit/checkpoint");
  private String subject;

  @BeforeEach
  void startWithAnEmptyLedger() throws Exception {
    tamper("TRUNCATE ledger_batch");
    tamper("TRUNCATE ledger_node");
    Files.deleteIfExists(checkpoint);
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
        .extracting(LedgerEntry::json)
        .asString()
        .contains("\"outcome\":\"REFUSED\"");
    assertThat(verify.verify()).isInstanceOf(LedgerState.Intact.class);
    assertThat(server.bean(Checkpoints.class).last()).isPresent();
  }

  @Test
  void keepsTheCheckpointFromOthers() throws Exception {
    append(1);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(checkpoint)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesToChangeOrForget() {
    append(1);
    for (String statement :
        List.of(
            "UPDATE ledger_batch SET records = '{}'",
            "UPDATE ledger_batch SET subjects = '{}'",
            "DELETE FROM ledger_batch",
            "TRUNCATE ledger_batch")) {
      assertThatThrownBy(() -> jdbc.sql(statement).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("only grows");
    }
  }

  @Test
  void isIntactOverManyBatches() {
    append(3, 1, 300, 40, 700);

    assertThat(verify.verify()).extracting("size").isEqualTo(1044L);
  }

  @Test
  void namesTheCheckpointOfWhatItSawWhenMoreIsWrittenMeanwhile() {
    append(3);
    Ledger ledger = server.bean(Ledger.class);
    Ledger grows =
        (Ledger)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(ledger, arguments);
                  if (method.getName().equals("walk")) {
                    append(1);
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
  void findsTheRecordThatWasRewritten() {
    append(10, 10, 10);
    tamper(
        """
        UPDATE ledger_batch SET records =
          regexp_replace(records, '"outcome":"ALLOWED"', '"outcome":"REFUSED"', 1, 4)
        WHERE first_index = 10
        """);

    assertThat(verify.verify())
        .isEqualTo(new LedgerState.Broken(13, "The record does not match its hash"));
  }

  /** Something that is done to the lines of a batch, at one of them. */
  enum Tampering {
    FLIP {
      @Override
      int at(List<String> lines, int i) {
        String line = lines.get(i);
        lines.set(i, line.replaceFirst("\"status\":200", "\"status\":201"));
        return i;
      }
    },
    INSERT {
      @Override
      int at(List<String> lines, int i) {
        lines.add(i, lines.get(i).replaceFirst("sysops_list", "sysops_forged"));
        return i;
      }
    },
    DELETE {
      @Override
      int at(List<String> lines, int i) {
        lines.remove(i);
        return i;
      }
    },
    REORDER {
      @Override
      int at(List<String> lines, int i) {
        int first = Math.max(0, Math.min(i, lines.size() - 2));
        java.util.Collections.swap(lines, first, Math.min(first + 1, lines.size() - 1));
        return lines.size() == 1 ? -1 : first;
      }
    },
    TRUNCATE {
      @Override
      int at(List<String> lines, int i) {
        lines.subList(i, lines.size()).clear();
        return i;
      }
    };

    /** The first index in the batch that is wrong then, or -1 if nothing was changed. */
    abstract int at(List<String> lines, int i);
  }

  @ParameterizedTest
  @EnumSource
  void namesTheFirstBadRecordWhereverItIs(Tampering tampering) {
    append(3, 1, 300, 40);
    for (int index : new int[] {0, 2, 3, 4, 150, 303, 304, 343}) {
      long first = index < 3 ? 0 : index < 4 ? 3 : index < 304 ? 4 : 304;
      String intact = String.join("\n", lines(first));
      List<String> lines = new ArrayList<>(lines(first));
      int bad = tampering.at(lines, (int) (index - first));
      if (bad >= 0) {
        rewrite(first, String.join("\n", lines));
        assertThat(brokenAt()).as("%s at %d", tampering, index).isEqualTo(first + bad);
        rewrite(first, intact);
      }
    }
    assertThat(verify.verify()).extracting("size").isEqualTo(344L);
  }

  private List<String> lines(long first) {
    return Objects.requireNonNull(stored(first).lines());
  }

  private void rewrite(long first, String records) {
    tamper(
        () ->
            jdbc.sql("UPDATE ledger_batch SET records = ? WHERE first_index = ?")
                .params(records, first)
                .update());
  }

  @Test
  void findsTheRecordThatWasRewrittenTogetherWithItsHash() {
    append(10, 10, 10);
    rewriteWithHashes(10);

    assertThat(brokenAt()).isEqualTo(10);
  }

  @Test
  void findsThatTheCheckpointsWereForgedToo() {
    append(10, 10, 10);
    rewriteWithHashes(10);
    Ledger.Stored middle = stored(10);
    Ledger.Stored last = stored(20);
    forgeNote(10, stored(0), middle);
    forgeNote(20, stored(0), middle, last);

    assertThat(brokenAt()).isEqualTo(10);
  }

  @Test
  void findsTheBatchThatWasRemoved() {
    append(2, 2, 2);
    tamper("DELETE FROM ledger_batch WHERE first_index = 2");

    assertThat(brokenAt()).isEqualTo(2);
  }

  @Test
  void findsTheRecordThatWasInserted() {
    append(2, 2);
    tamper("UPDATE ledger_batch SET records = records || E'\\n' || records WHERE first_index = 2");

    assertThat(brokenAt()).isEqualTo(4);
  }

  @Test
  void findsTheRecordThatWasLeftOutOfItsBatch() {
    append(1, 3);
    tamper(
        "UPDATE ledger_batch SET records = regexp_replace(records, E'\\n[^\\n]*$', '') WHERE"
            + " first_index = 1");

    assertThat(brokenAt()).isEqualTo(3);
  }

  @Test
  void findsBatchesThatWereExchanged() {
    append(2, 2, 2);
    tamper(
        """
        UPDATE ledger_batch a SET records = b.records FROM ledger_batch b
        WHERE (a.first_index, b.first_index) IN ((2, 4), (4, 2))
        """);

    assertThat(brokenAt()).isEqualTo(2);
  }

  @Test
  void findsThatABatchWasHiddenFromSearches() {
    append(2, 2);
    tamper("UPDATE ledger_batch SET subjects = '{}' WHERE first_index = 2");

    assertThat(brokenAt()).isEqualTo(2);
  }

  @Test
  void findsThatTheEndWasCutOff() {
    append(4, 4, 4);
    tamper("DELETE FROM ledger_batch WHERE first_index >= 8");

    assertThat(brokenAt()).isEqualTo(8);
  }

  @Test
  void findsThatContentWasRemovedBeforeItsTime() {
    append(2, 2);
    tamper("UPDATE ledger_batch SET records = NULL WHERE first_index = 0");

    assertThat(brokenAt()).isEqualTo(0);
  }

  @Test
  void findsAnOldDatabaseThroughTheCheckpointOutsideOfIt() throws Exception {
    append(2);
    append(2);
    String kept = Files.readString(checkpoint);
    tamper("DELETE FROM ledger_batch WHERE first_index >= 2");
    assertThat(kept).contains("\n4\n");

    assertThat(brokenAt()).isEqualTo(2);
  }

  @Test
  void provesRecordsAndGrowthAgainstTheSignedRoot() {
    append(300, 1, 400);
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
    append(3, 3);
    Instant later = Instant.now().plusSeconds(60);
    server.bean(RecordAudit.class).record(List.of(batch(2, later)));

    ledger.trim(later.minusSeconds(1)).ifPresent(server.bean(Checkpoints.class)::keep);

    assertThat(verify.verify()).extracting("size").isEqualTo(8L);
    assertThat(found(null)).extracting(LedgerEntry::index).containsExactly(7L, 6L);
    append(1);
    assertThat(verify.verify()).extracting("size").isEqualTo(9L);
  }

  @Test
  void pagesFromTheYoungestRecordBack() {
    append(2, 3);

    List<LedgerEntry> first = ledger.find(new LedgerQuery(subject, null, null, null, null, 3));
    List<LedgerEntry> rest = ledger.find(new LedgerQuery(subject, null, "ALLOWED", null, 2L, 3));

    assertThat(first).extracting(LedgerEntry::index).containsExactly(4L, 3L, 2L);
    assertThat(rest).extracting(LedgerEntry::index).containsExactly(1L, 0L);
    Instant future = Instant.now().plus(Duration.ofDays(1));
    assertThat(ledger.find(new LedgerQuery(subject, null, null, future, null, 3))).isEmpty();
  }

  private long brokenAt() {
    return ((LedgerState.Broken) verify.verify()).index();
  }

  private void append(int... sizes) {
    for (int size : sizes) {
      server.bean(RecordAudit.class).record(List.of(batch(size, Instant.now())));
    }
  }

  private Ledger.Batch batch(int size, Instant at) {
    return new Ledger.Batch(
        UUID.randomUUID(),
        IntStream.range(0, size)
            .mapToObj(i -> record("sysops_list_processes", AuditOutcome.ALLOWED, at))
            .map(entry -> new Ledger.Line(json.write(entry), JsonRecords.facets(entry)))
            .toList());
  }

  private List<LedgerEntry> found(String target) {
    return ledger.find(new LedgerQuery(subject, target, null, null, null, 100));
  }

  private AuditRecord record(String tool, AuditOutcome outcome) {
    return record(tool, outcome, Instant.now());
  }

  private AuditRecord record(String tool, AuditOutcome outcome, Instant at) {
    return new AuditRecord(
        UUID.randomUUID(),
        at,
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

  /** What somebody with all rights in the database, but without the signing key, can do. */
  private void tamper(String statement) {
    tamper(() -> jdbc.sql(statement).update());
  }

  private void tamper(Runnable change) {
    for (String table : List.of("ledger_batch", "ledger_node")) {
      jdbc.sql("ALTER TABLE " + table + " DISABLE TRIGGER USER").update();
    }
    change.run();
    for (String table : List.of("ledger_batch", "ledger_node")) {
      jdbc.sql("ALTER TABLE " + table + " ENABLE TRIGGER USER").update();
    }
  }

  private void rewriteWithHashes(long first) {
    tamper(
        """
        UPDATE ledger_batch SET records = replace(records, '"ALLOWED"', '"FAILED"'),
          outcomes = '{FAILED}' WHERE first_index = %d
        """
            .formatted(first));
    tamper(
        """
        UPDATE ledger_batch SET leaf_hashes = (
          SELECT string_agg(sha256('\\x00'::bytea || convert_to(line, 'UTF8')), ''::bytea ORDER BY n)
          FROM string_to_table(records, E'\\n') WITH ORDINALITY AS lines(line, n))
        WHERE first_index = %d
        """
            .formatted(first));
  }

  private void forgeNote(long first, Ledger.Stored... batches) {
    String root = Base64.getEncoder().encodeToString(new MerkleTreeOf(Stream.of(batches)).root());
    tamper(
        """
        UPDATE ledger_batch SET checkpoint =
          regexp_replace(checkpoint, E'^([^\\n]*\\n[^\\n]*\\n)[^\\n]*', E'\\\\1%s')
        WHERE first_index = %d
        """
            .formatted(root, first));
  }

  private Ledger.Stored stored(long first) {
    return ledger.walk(
        batches -> batches.filter(batch -> batch.first() == first).findFirst().orElseThrow());
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
