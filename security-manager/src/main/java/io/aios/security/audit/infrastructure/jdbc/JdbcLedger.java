package io.aios.security.audit.infrastructure.jdbc;

import io.aios.security.audit.domain.Checkpoint;
import io.aios.security.audit.domain.LedgerEntry;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.domain.MerkleProofs;
import io.aios.security.audit.domain.MerkleTree;
import io.aios.security.audit.domain.RecordLines;
import io.aios.security.audit.domain.SignedCheckpoint;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordReading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The ledger in Postgres: a row for each batch, so that what a record costs is its hash and its
 * text. Searches pass over batches by the values that occur in them.
 */
final class JdbcLedger implements Ledger {
  private static final int ROWS_AT_A_TIME = 64;

  /** By the driver's convention of a negative threshold. */
  private static final int BINARY = -1;

  private final JdbcClient jdbc;
  private final JdbcTemplate streaming;
  private final TransactionOperations transactions;
  private final CheckpointNotes notes;
  private final RecordReading reading;
  private final LedgerWriter writer;
  private final StoredSubtrees subtrees;

  JdbcLedger(
      DataSource database,
      TransactionOperations transactions,
      CheckpointNotes notes,
      RecordReading reading,
      LedgerWriter writer) {
    this.jdbc = JdbcClient.create(database);
    this.streaming = new JdbcTemplate(database);
    this.streaming.setFetchSize(ROWS_AT_A_TIME);
    this.transactions = transactions;
    this.notes = notes;
    this.reading = reading;
    this.writer = writer;
    this.subtrees = new StoredSubtrees(jdbc);
  }

  @Override
  public Optional<SignedCheckpoint> append(List<Batch> batches) {
    return writer.append(batches);
  }

  @Override
  public Optional<SignedCheckpoint> head() {
    return jdbc.sql(
            """
            SELECT checkpoint FROM ledger_batch WHERE checkpoint IS NOT NULL
            ORDER BY first_index DESC LIMIT 1
            """)
        .query(String.class)
        .optional()
        .flatMap(notes::read);
  }

  @Override
  public Optional<String> noteAt(long size) {
    return jdbc.sql(
            """
            SELECT checkpoint FROM ledger_batch
            WHERE first_index < ? AND first_index + size = ? AND checkpoint IS NOT NULL
            ORDER BY first_index DESC LIMIT 1
            """)
        .params(size, size)
        .query(String.class)
        .optional();
  }

  @Override
  public <T> T walk(Function<Stream<Stored>, T> reader) {
    return transactions.execute(
        status -> {
          try (Stream<Stored> batches =
              streaming.queryForStream(
                  JdbcLedger::readAll, null, (row, n) -> BatchRows.read(row))) {
            return reader.apply(batches);
          }
        });
  }

  /** In binary from the first row on: as text, bytes come in hexadecimal, twice as many. */
  private static PreparedStatement readAll(Connection connection) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + BatchRows.COLUMNS + " FROM ledger_batch ORDER BY first_index");
    statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
    return statement;
  }

  @Override
  public List<LedgerEntry> find(LedgerQuery query) {
    BatchSearch search = new BatchSearch(query);
    return transactions.execute(
        status -> {
          try (Stream<Stored> batches =
              streaming.queryForStream(
                  search.sql(), (row, n) -> BatchRows.read(row), search.values())) {
            return batches.flatMap(batch -> matching(batch, query)).limit(query.limit()).toList();
          }
        });
  }

  private Stream<LedgerEntry> matching(Stored batch, LedgerQuery query) {
    if (batch.records() == null) {
      return Stream.empty();
    }
    RecordLines lines = batch.records().lines();
    int last = lines.size() - 1;
    return IntStream.rangeClosed(0, last)
        .map(i -> last - i)
        .filter(i -> query.before() == null || batch.first() + i < query.before())
        .filter(i -> query.matches(reading.facets(lines.text(), lines.start(i), lines.end(i))))
        .mapToObj(i -> new LedgerEntry(batch.first() + i, lines.line(i)));
  }

  private static Stream<LedgerEntry> entries(Stored batch) {
    if (batch.records() == null) {
      return Stream.empty();
    }
    RecordLines lines = batch.records().lines();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> new LedgerEntry(batch.first() + i, lines.line(i)));
  }

  @Override
  public List<LedgerEntry> from(long index, int limit) {
    return transactions.execute(
        status -> {
          try (Stream<Stored> batches =
              streaming.queryForStream(
                  """
                  SELECT %s FROM ledger_batch WHERE records IS NOT NULL AND first_index >=
                    coalesce((SELECT max(first_index) FROM ledger_batch WHERE first_index <= ?), 0)
                  ORDER BY first_index
                  """
                      .formatted(BatchRows.COLUMNS),
                  (row, n) -> BatchRows.read(row),
                  index)) {
            return batches
                .flatMap(JdbcLedger::entries)
                .filter(entry -> entry.index() >= index)
                .limit(limit)
                .toList();
          }
        });
  }

  @Override
  public long size() {
    return jdbc.sql("SELECT first_index + size FROM ledger_batch ORDER BY first_index DESC LIMIT 1")
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  @Override
  public MerkleProofs.Subtrees subtrees() {
    return subtrees;
  }

  @Override
  public byte[] leafHash(long index) {
    return subtrees.leafHashes(index, index + 1).getFirst();
  }

  @Override
  public Optional<SignedCheckpoint> trim(Instant before) {
    return transactions.execute(status -> trimOlder(before));
  }

  private Optional<SignedCheckpoint> trimOlder(Instant before) {
    writer.lock();
    Optional<SignedCheckpoint> head = head();
    long boundary =
        jdbc.sql("SELECT coalesce(min(first_index), 0) FROM ledger_batch WHERE to_at >= ?")
            .param(before.atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    if (head.isEmpty() || boundary <= head.get().checkpoint().trimmed()) {
      return Optional.empty();
    }
    Checkpoint old = head.get().checkpoint();
    MerkleTree tree = MerkleTree.resume(old.size(), subtrees);
    if (!notes.isSigned(head.get().note()) || !old.isOf(tree)) {
      throw new IllegalStateException("The ledger is not as it was signed; nothing is removed");
    }
    SignedCheckpoint trimmed = notes.sign(Checkpoint.of(tree, boundary));
    jdbc.sql("UPDATE ledger_batch SET records = NULL WHERE first_index < ? AND records IS NOT NULL")
        .param(boundary)
        .update();
    jdbc.sql("UPDATE ledger_batch SET checkpoint = ? WHERE first_index + size = ?")
        .params(trimmed.note(), old.size())
        .update();
    return Optional.of(trimmed);
  }
}
