package io.aios.security.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.security.Server;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.domain.MerkleTree;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.usecase.RecordLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The running server's ledger, emptied, with what somebody who has all rights in the database can
 * do to it, but not the signing key.
 */
final class OpenLedger {
  final String subject = "user-" + UUID.randomUUID();
  final Path checkpoint;

  private final Server server;
  private final Ledger ledger;
  private final JsonRecords json;
  private final JdbcClient jdbc;

  OpenLedger(Server server) throws IOException {
    this.server = server;
    this.ledger = server.bean(Ledger.class);
    this.json = server.bean(JsonRecords.class);
    this.jdbc = server.bean(JdbcClient.class);
    this.checkpoint = server.dataDir().resolve("audit/checkpoint");
    awaitRecordsOfLogins();
    sql("TRUNCATE ledger_batch");
    sql("TRUNCATE ledger_node");
    Files.deleteIfExists(checkpoint);
  }

  /** What tests before this one left on the way would come in between. */
  private void awaitRecordsOfLogins() {
    String last = "last-" + UUID.randomUUID();
    server.bean(RecordLogins.class).succeeded(LoginMethod.PASSWORD, last);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !ledger.find(new LedgerQuery(last, null, null, null, null, 1)).isEmpty());
  }

  /** Appends batches of so many records. */
  void append(int... sizes) {
    for (int size : sizes) {
      append(size, Instant.now());
    }
  }

  void append(int size, Instant at) {
    server.bean(RecordAudit.class).record(List.of(batch(size, at)));
  }

  private Ledger.Batch batch(int size, Instant at) {
    return new Ledger.Batch(
        UUID.randomUUID(),
        IntStream.range(0, size)
            .mapToObj(i -> record("sysops_list_processes", AuditOutcome.ALLOWED, at))
            .map(entry -> new Ledger.Line(json.write(entry), JsonRecords.facets(entry)))
            .toList());
  }

  AuditRecord record(String tool, AuditOutcome outcome, Instant at) {
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

  Ledger.Stored stored(long first) {
    return ledger.walk(
        batches -> batches.filter(batch -> batch.first() == first).findFirst().orElseThrow());
  }

  /** The lines of the batch that begins there. */
  List<String> lines(long first) {
    return new ArrayList<>(Objects.requireNonNull(stored(first).records()).lines().all());
  }

  void rewrite(long first, List<String> lines) {
    replace(first, Zstd.compress(String.join("\n", lines).getBytes(UTF_8)));
  }

  void rewrite(long first, UnaryOperator<List<String>> change) {
    rewrite(first, change.apply(lines(first)));
  }

  /** Puts these bytes in the place of a batch's records. */
  void replace(long first, byte[] records) {
    change(
        () ->
            jdbc.sql("UPDATE ledger_batch SET records = ? WHERE first_index = ?")
                .params(records, first)
                .update());
  }

  /** Says that all calls of a batch failed, in its records, their hashes and what is searched. */
  void rewriteWithHashes(long first) {
    List<String> lines =
        lines(first).stream().map(line -> line.replace("\"ALLOWED\"", "\"FAILED\"")).toList();
    rewrite(first, lines);
    MerkleTree tree = new MerkleTree();
    byte[] hashes = new byte[lines.size() * MerkleTree.HASH_BYTES];
    for (int i = 0; i < lines.size(); i++) {
      byte[] hash = tree.leafHash(lines.get(i).getBytes(UTF_8));
      System.arraycopy(hash, 0, hashes, i * MerkleTree.HASH_BYTES, MerkleTree.HASH_BYTES);
    }
    change(
        () ->
            jdbc.sql(
                    """
                    UPDATE ledger_batch SET leaf_hashes = ?, outcomes = '{FAILED}'
                    WHERE first_index = ?
                    """)
                .params(hashes, first)
                .update());
  }

  /** Writes the root of these batches into the checkpoint of the batch that begins there. */
  void forgeNote(long first, Ledger.Stored... batches) {
    String root = Base64.getEncoder().encodeToString(new MerkleTreeOf(Stream.of(batches)).root());
    sql(
        """
        UPDATE ledger_batch SET checkpoint =
          regexp_replace(checkpoint, E'^([^\\n]*\\n[^\\n]*\\n)[^\\n]*', E'\\\\1%s')
        WHERE first_index = %d
        """
            .formatted(root, first));
  }

  void sql(String statement) {
    change(() -> jdbc.sql(statement).update());
  }

  private void change(Runnable statement) {
    for (String table : List.of("ledger_batch", "ledger_node")) {
      jdbc.sql("ALTER TABLE " + table + " DISABLE TRIGGER USER").update();
    }
    statement.run();
    for (String table : List.of("ledger_batch", "ledger_node")) {
      jdbc.sql("ALTER TABLE " + table + " ENABLE TRIGGER USER").update();
    }
  }
}
