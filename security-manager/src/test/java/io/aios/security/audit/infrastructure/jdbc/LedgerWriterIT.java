package io.aios.security.audit.infrastructure.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.security.Server;
import io.aios.security.audit.domain.Facets;
import io.aios.security.audit.domain.SignedCheckpoint;
import io.aios.security.audit.infrastructure.files.FileCheckpoints;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Ledger;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What a process that starts on a stored ledger makes of it. */
class LedgerWriterIT {
  private final Server server = Server.running();
  private final JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
  private final CheckpointNotes notes = server.bean(CheckpointNotes.class);
  private FileCheckpoints outside;

  @BeforeEach
  void startWithAnEmptyLedger() throws Exception {
    tamper("TRUNCATE ledger_batch", "TRUNCATE ledger_node");
    Files.deleteIfExists(server.dataDir().resolve("audit/checkpoint"));
    outside = new FileCheckpoints(Files.createTempDirectory("ledger").resolve("checkpoint"), notes);
    append(starting(), 4);
  }

  @Test
  void goesOnFromWhatIsStored() {
    LedgerWriter writer = starting();

    assertThat(append(writer, 2)).map(signed -> signed.checkpoint().size()).contains(6L);
    assertThat(writer.distrust()).isNull();
  }

  @Test
  void goesOnAfterAnotherProcessWrote() {
    LedgerWriter one = starting();
    LedgerWriter other = starting();
    append(one, 1);
    append(other, 1);

    assertThat(append(one, 1)).map(signed -> signed.checkpoint().size()).contains(7L);
    assertThat(one.distrust()).isNull();
  }

  @Test
  void signsNothingOnTopOfAChangedHash() {
    tamper("UPDATE ledger_batch SET leaf_hashes = reverse(leaf_hashes)");
    assertUntrusted("its first 4 records are not those signed");
  }

  @Test
  void signsNothingOnTopOfAForgedCheckpoint() {
    tamper("UPDATE ledger_batch SET checkpoint = replace(checkpoint, E'\\n4\\n', E'\\n3\\n')");
    assertUntrusted("a checkpoint is not signed by it");
  }

  @Test
  void signsNothingWhenTheCheckpointsAreGone() {
    tamper("UPDATE ledger_batch SET checkpoint = NULL");
    assertUntrusted("it has no checkpoint, but one is kept outside the database");
  }

  @Test
  void signsNothingOnTopOfAnOldCopy() {
    append(starting(), 3);
    tamper("DELETE FROM ledger_batch WHERE first_index >= 4");
    assertUntrusted("it had 7 records and has 4");
  }

  private void assertUntrusted(String reason) {
    LedgerWriter writer = starting();

    assertThat(append(writer, 2)).isEmpty();
    assertThat(writer.distrust()).isEqualTo(reason);
    assertThat(new LedgerHealthIndicator(writer).health().getStatus().getCode()).isEqualTo("DOWN");
    Integer stored = jdbc.queryForObject("SELECT sum(size) FROM ledger_batch", Integer.class);
    assertThat(stored).isEqualTo(6);
  }

  private LedgerWriter starting() {
    return new LedgerWriter(jdbc, server.bean(TransactionOperations.class), notes, outside);
  }

  private Optional<SignedCheckpoint> append(LedgerWriter writer, int lines) {
    Ledger.Line line =
        new Ledger.Line("{}".getBytes(UTF_8), new Facets(Instant.EPOCH, "me", "x", "ALLOWED"));
    List<Ledger.Line> all = java.util.Collections.nCopies(lines, line);
    Optional<SignedCheckpoint> signed =
        writer.append(List.of(new Ledger.Batch(UUID.randomUUID(), all)));
    signed.ifPresent(outside::keep);
    return signed;
  }

  private void tamper(String... statements) {
    jdbc.execute("ALTER TABLE ledger_batch DISABLE TRIGGER USER");
    jdbc.execute("ALTER TABLE ledger_node DISABLE TRIGGER USER");
    List.of(statements).forEach(jdbc::execute);
    jdbc.execute("ALTER TABLE ledger_batch ENABLE TRIGGER USER");
    jdbc.execute("ALTER TABLE ledger_node ENABLE TRIGGER USER");
  }
}
