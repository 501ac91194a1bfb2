package io.aios.security.audit.infrastructure.jdbc;

import io.aios.security.audit.domain.LedgerQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statement that finds the batches in which a query's records may be, youngest first. */
final class BatchSearch {
  private final StringBuilder sql =
      new StringBuilder(
          "SELECT " + BatchRows.COLUMNS + " FROM ledger_batch WHERE records IS NOT NULL");
  private final List<Object> values = new ArrayList<>();

  BatchSearch(LedgerQuery query) {
    Instant since = query.since();
    criterion(" AND subjects @> ARRAY[?::text]", query.subject());
    criterion(" AND targets @> ARRAY[?::text]", query.target());
    criterion(" AND outcomes @> ARRAY[?::text]", query.outcome());
    criterion(" AND to_at >= ?", since == null ? null : since.atOffset(ZoneOffset.UTC));
    criterion(" AND first_index < ?", query.before());
    sql.append(" ORDER BY first_index DESC");
  }

  private void criterion(String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.add(value);
    }
  }

  String sql() {
    return sql.toString();
  }

  Object[] values() {
    return values.toArray();
  }
}
