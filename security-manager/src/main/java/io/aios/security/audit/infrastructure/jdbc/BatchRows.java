package io.aios.security.audit.infrastructure.jdbc;

import io.aios.security.audit.domain.BatchFacets;
import io.aios.security.audit.domain.RecordLines;
import io.aios.security.audit.usecase.Ledger;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of {@code ledger_batch}. */
final class BatchRows {
  static final String COLUMNS =
      "first_index, records, leaf_hashes, from_at, to_at, subjects, targets, outcomes, checkpoint";

  /**
   * A batch on its way into the table.
   *
   * @param note the checkpoint after it, on the last batch of a transaction
   */
  record NewBatch(long first, Ledger.Batch batch, List<byte[]> leafHashes, @Nullable String note) {}

  private BatchRows() {}

  static void insert(JdbcTemplate jdbc, List<NewBatch> rows) {
    jdbc.batchUpdate(
        """
        INSERT INTO ledger_batch (size, event_id, %s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
            .formatted(COLUMNS),
        rows,
        rows.size(),
        BatchRows::bind);
  }

  private static void bind(PreparedStatement statement, NewBatch row) throws SQLException {
    List<Ledger.Line> lines = row.batch.lines();
    BatchFacets facets = BatchFacets.of(lines.stream().map(Ledger.Line::facets).toList());
    statement.setInt(1, lines.size());
    statement.setObject(2, row.batch.eventId());
    statement.setLong(3, row.first);
    statement.setBytes(
        4, PackedRecords.pack(RecordLines.join(lines.stream().map(Ledger.Line::json).toList())));
    statement.setBytes(5, LeafHashes.join(row.leafHashes));
    statement.setObject(6, facets.from().atOffset(ZoneOffset.UTC));
    statement.setObject(7, facets.to().atOffset(ZoneOffset.UTC));
    statement.setArray(8, array(statement, facets.subjects()));
    statement.setArray(9, array(statement, facets.targets()));
    statement.setArray(10, array(statement, facets.outcomes()));
    statement.setString(11, row.note);
  }

  private static Array array(PreparedStatement statement, Set<String> values) throws SQLException {
    return statement.getConnection().createArrayOf("text", values.toArray());
  }

  static Ledger.Stored read(ResultSet row) throws SQLException {
    return new Ledger.Stored(
        row.getLong("first_index"),
        records(row.getBytes("records")),
        LeafHashes.split(row.getBytes("leaf_hashes")),
        new BatchFacets(
            instant(row, "from_at"),
            instant(row, "to_at"),
            set(row, "subjects"),
            set(row, "targets"),
            set(row, "outcomes")),
        row.getString("checkpoint"));
  }

  private static Ledger.@Nullable StoredRecords records(byte @Nullable [] packed) {
    return packed == null ? null : () -> PackedRecords.unpack(packed);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Set<String> set(ResultSet row, String column) throws SQLException {
    return new HashSet<>(Arrays.asList((String[]) row.getArray(column).getArray()));
  }
}
