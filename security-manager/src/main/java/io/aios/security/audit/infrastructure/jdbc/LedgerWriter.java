package io.aios.security.audit.infrastructure.jdbc;

import io.aios.security.audit.domain.Checkpoint;
import io.aios.security.audit.domain.MerkleTree;
import io.aios.security.audit.domain.SignedCheckpoint;
import io.aios.security.audit.infrastructure.jdbc.BatchRows.NewBatch;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Checkpoints;
import io.aios.security.audit.usecase.Ledger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Appends to the ledger. Of all processes one appends at a time, under an advisory lock. The edge
 * of the tree is kept between appends and read again when another process has been at work.
 *
 * <p>What is read again must be what was signed last, in the database and outside of it; otherwise
 * records are still written, but no checkpoint vouches for them any more, and the ledger's health
 * says so: a signature must never cover a change that somebody made underneath.
 */
final class LedgerWriter {
  private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);
  private static final long LOCK = 0x6c65_6467_6572L;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final TransactionOperations transactions;
  private final CheckpointNotes notes;
  private final Checkpoints checkpoints;
  private final StoredSubtrees subtrees;
  private Edge edge = new Edge(new MerkleTree(), 0, null);
  private boolean edgeKnown;

  /**
   * What the next record is appended to.
   *
   * @param distrust why it is not signed, or null
   */
  private record Edge(MerkleTree tree, long trimmed, @Nullable String distrust) {}

  LedgerWriter(
      JdbcTemplate batches,
      TransactionOperations transactions,
      CheckpointNotes notes,
      Checkpoints checkpoints) {
    this.jdbc = JdbcClient.create(batches);
    this.batches = batches;
    this.transactions = transactions;
    this.notes = notes;
    this.checkpoints = checkpoints;
    this.subtrees = new StoredSubtrees(jdbc);
  }

  /** Why checkpoints are no longer signed; null while they are. */
  synchronized @Nullable String distrust() {
    return edge.distrust();
  }

  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
  }

  synchronized Optional<SignedCheckpoint> append(List<Ledger.Batch> incoming) {
    Appended appended = transactions.execute(status -> appendNew(incoming));
    edge = appended.edge();
    edgeKnown = true;
    return appended.checkpoint();
  }

  private record Appended(Edge edge, Optional<SignedCheckpoint> checkpoint) {}

  private Appended appendNew(List<Ledger.Batch> incoming) {
    lock();
    Edge last = current();
    List<Ledger.Batch> fresh = fresh(incoming);
    if (fresh.isEmpty()) {
      return new Appended(last, Optional.empty());
    }
    MerkleTree tree = last.tree().copy();
    List<Object[]> nodes = new ArrayList<>();
    List<NewBatch> rows = new ArrayList<>();
    for (Ledger.Batch batch : fresh) {
      long first = tree.size();
      List<byte[]> hashes = hashes(batch, tree, nodes);
      rows.add(new NewBatch(first, batch, hashes, null));
    }
    Edge next = new Edge(tree, last.trimmed(), last.distrust());
    Optional<SignedCheckpoint> signed = sign(next);
    signed.ifPresent(checkpoint -> rows.set(rows.size() - 1, signed(rows.getLast(), checkpoint)));
    BatchRows.insert(batches, rows);
    batches.batchUpdate("INSERT INTO ledger_node (height, index, hash) VALUES (?, ?, ?)", nodes);
    return new Appended(next, signed);
  }

  private Optional<SignedCheckpoint> sign(Edge next) {
    return next.distrust() == null
        ? Optional.of(notes.sign(Checkpoint.of(next.tree(), next.trimmed())))
        : Optional.empty();
  }

  private static NewBatch signed(NewBatch row, SignedCheckpoint checkpoint) {
    return new NewBatch(row.first(), row.batch(), row.leafHashes(), checkpoint.note());
  }

  private static List<byte[]> hashes(Ledger.Batch batch, MerkleTree tree, List<Object[]> nodes) {
    List<byte[]> hashes = new ArrayList<>(batch.lines().size());
    for (Ledger.Line line : batch.lines()) {
      byte[] hash = tree.leafHash(line.json());
      hashes.add(hash);
      tree.append(
          hash,
          (height, index, node) -> {
            if (height % StoredSubtrees.STEP == 0) {
              nodes.add(new Object[] {height, index, node});
            }
          });
    }
    return hashes;
  }

  private List<Ledger.Batch> fresh(List<Ledger.Batch> incoming) {
    UUID[] ids = incoming.stream().map(Ledger.Batch::eventId).toArray(UUID[]::new);
    Set<UUID> known =
        new HashSet<>(
            jdbc.sql("SELECT event_id FROM ledger_batch WHERE event_id = ANY(?)")
                .param(ids)
                .query(UUID.class)
                .list());
    return incoming.stream()
        .filter(batch -> !batch.lines().isEmpty() && known.add(batch.eventId()))
        .toList();
  }

  private Edge current() {
    Optional<Stand> stand = stand();
    long size = stand.map(Stand::size).orElse(0L);
    boolean same = edgeKnown && edge.tree().size() == size;
    long trimmed =
        stand.map(Stand::note).flatMap(notes::read).map(c -> c.checkpoint().trimmed()).orElse(0L);
    if (same) {
      return new Edge(edge.tree(), Math.max(trimmed, edge.trimmed()), edge.distrust());
    }
    String distrust = distrust(size);
    if (distrust != null) {
      log.error("The audit ledger was changed underneath, its checkpoints stop: {}", distrust);
    }
    return new Edge(MerkleTree.resume(size, subtrees), trimmed, distrust);
  }

  private record Stand(long size, String note) {}

  private Optional<Stand> stand() {
    return jdbc.sql(
            """
            SELECT first_index + size, coalesce(checkpoint, '') FROM ledger_batch
            ORDER BY first_index DESC LIMIT 1
            """)
        .query((row, n) -> new Stand(row.getLong(1), row.getString(2)))
        .optional();
  }

  private @Nullable String distrust(long size) {
    Optional<String> inside =
        jdbc.sql(
                """
                SELECT checkpoint FROM ledger_batch WHERE checkpoint IS NOT NULL
                ORDER BY first_index DESC LIMIT 1
                """)
            .query(String.class)
            .optional();
    Optional<String> outside = checkpoints.last();
    if (inside.isEmpty() && outside.isEmpty()) {
      return null;
    }
    if (inside.isEmpty()) {
      return "it has no checkpoint, but one is kept outside the database";
    }
    return Stream.concat(inside.stream(), outside.stream())
        .map(note -> contradiction(note, size))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private Optional<String> contradiction(String note, long size) {
    Optional<SignedCheckpoint> signed = notes.read(note).filter(c -> notes.isSigned(note));
    if (signed.isEmpty()) {
      return Optional.of("a checkpoint is not signed by it");
    }
    Checkpoint checkpoint = signed.get().checkpoint();
    if (checkpoint.size() > size) {
      return Optional.of("it had %d records and has %d".formatted(checkpoint.size(), size));
    }
    return checkpoint.isOf(MerkleTree.resume(checkpoint.size(), subtrees))
        ? Optional.empty()
        : Optional.of("its first %d records are not those signed".formatted(checkpoint.size()));
  }
}
