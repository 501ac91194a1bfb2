package io.aios.security.infrastructure.jdbc;

import io.aios.security.domain.LedgerEntry;
import io.aios.security.domain.LedgerHead;
import io.aios.security.domain.LedgerQuery;
import io.aios.security.usecase.Ledger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The ledger in Postgres. Appending is serialised by an advisory lock, so that indexes have no
 * gaps.
 */
public final class JdbcLedger implements Ledger {
  private static final long LOCK = 0x6c65_6467_6572L;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final TransactionOperations transactions;

  public JdbcLedger(JdbcClient jdbc, JdbcTemplate batches, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.transactions = transactions;
  }

  @Override
  public LedgerHead append(List<Line> lines) {
    LedgerHead head = transactions.execute(status -> appendNew(lines));
    return head == null ? LedgerEntry.EMPTY : head;
  }

  private LedgerHead appendNew(List<Line> lines) {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
    LedgerHead head = head();
    Set<UUID> known = new HashSet<>(known(lines));
    List<LedgerEntry> entries = new ArrayList<>();
    for (Line line : lines) {
      if (known.add(line.eventId())) {
        LedgerEntry entry = LedgerEntry.after(head, line.eventId(), line.json());
        entries.add(entry);
        head = entry.head();
      }
    }
    batches.batchUpdate(
        """
        INSERT INTO ledger (index, event_id, record, hash, at)
        VALUES (?, ?, ?, ?, (?::json ->> 'at')::timestamptz)
        """,
        entries.stream()
            .map(e -> new Object[] {e.index(), e.eventId(), e.record(), e.hash(), e.record()})
            .toList());
    return head;
  }

  private LedgerHead head() {
    return jdbc.sql("SELECT index, hash FROM ledger ORDER BY index DESC LIMIT 1")
        .query((row, n) -> new LedgerHead(row.getLong("index"), row.getString("hash")))
        .optional()
        .orElse(LedgerEntry.EMPTY);
  }

  private List<UUID> known(List<Line> lines) {
    return jdbc.sql("SELECT event_id FROM ledger WHERE event_id = ANY(?)")
        .param(lines.stream().map(Line::eventId).toArray(UUID[]::new))
        .query((row, n) -> row.getObject("event_id", UUID.class))
        .list();
  }

  @Override
  public List<Stored> after(long index, int limit) {
    return jdbc.sql(
            """
            SELECT index, event_id, record, hash,
              at = (record::json ->> 'at')::timestamptz AS consistent
            FROM ledger WHERE index > ? ORDER BY index LIMIT ?
            """)
        .params(index, limit)
        .query((row, n) -> new Stored(entry(row), row.getBoolean("consistent")))
        .list();
  }

  @Override
  public List<LedgerEntry> find(LedgerQuery query) {
    var sql = new StringBuilder("SELECT index, event_id, record, hash FROM ledger WHERE true");
    List<Object> values = new ArrayList<>();
    criterion(sql, values, " AND subject = ?", query.subject());
    criterion(sql, values, " AND target = ?", query.target());
    criterion(sql, values, " AND outcome = ?", query.outcome());
    Instant since = query.since();
    criterion(sql, values, " AND at >= ?", since == null ? null : since.atOffset(ZoneOffset.UTC));
    criterion(sql, values, " AND index < ?", query.before());
    values.add(query.limit());
    return jdbc.sql(sql.append(" ORDER BY index DESC LIMIT ?").toString())
        .params(values)
        .query((row, n) -> entry(row))
        .list();
  }

  private static void criterion(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.add(value);
    }
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getLong("index"),
        row.getObject("event_id", UUID.class),
        row.getString("record"),
        row.getString("hash"));
  }
}
