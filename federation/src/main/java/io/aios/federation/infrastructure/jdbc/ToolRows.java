package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.domain.Approval;
import io.aios.federation.domain.Definition;
import io.aios.federation.domain.PinnedTool;
import io.aios.federation.domain.ToolRisk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is pinned, a row a tool. */
@Component
class ToolRows {
  private final JdbcClient jdbc;

  ToolRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<PinnedTool> of(String alias) {
    return jdbc.sql("SELECT * FROM external_tool WHERE alias = ? ORDER BY name")
        .param(alias)
        .query((row, n) -> tool(row))
        .list();
  }

  /** Writes what differs. */
  void replace(String alias, List<PinnedTool> before, List<PinnedTool> after) {
    Map<String, PinnedTool> left = new HashMap<>();
    before.forEach(tool -> left.put(tool.name(), tool));
    for (PinnedTool tool : after) {
      PinnedTool stored = left.remove(tool.name());
      if (!tool.equals(stored)) {
        put(alias, tool);
      }
    }
    left.keySet()
        .forEach(
            name ->
                jdbc.sql("DELETE FROM external_tool WHERE alias = ? AND name = ?")
                    .params(alias, name)
                    .update());
  }

  private void put(String alias, PinnedTool tool) {
    Approval approval = tool.approval();
    Definition approved = approval == null ? null : approval.definition();
    Definition seen = tool.seen();
    jdbc.sql(
            """
            INSERT INTO external_tool (alias, name, approved, approved_hash, risk, approved_by,
              approved_at, seen, seen_hash)
            VALUES (:alias, :name, :approved, :approvedHash, :risk, :by, :at, :seen, :seenHash)
            ON CONFLICT (alias, name) DO UPDATE SET approved = excluded.approved,
              approved_hash = excluded.approved_hash, risk = excluded.risk,
              approved_by = excluded.approved_by, approved_at = excluded.approved_at,
              seen = excluded.seen, seen_hash = excluded.seen_hash
            """)
        .param("alias", alias)
        .param("name", tool.name())
        .param("approved", approved == null ? null : approved.canonical())
        .param("approvedHash", approved == null ? null : approved.hash())
        .param("risk", approval == null ? null : approval.risk().name())
        .param("by", approval == null ? null : approval.by())
        .param("at", approval == null ? null : approval.at().atOffset(ZoneOffset.UTC))
        .param("seen", seen == null ? null : seen.canonical())
        .param("seenHash", seen == null ? null : seen.hash())
        .update();
  }

  private static PinnedTool tool(ResultSet row) throws SQLException {
    String name = row.getString("name");
    String seen = row.getString("seen");
    return new PinnedTool(
        name, approval(name, row), seen == null ? null : new Definition(name, seen));
  }

  private static @Nullable Approval approval(String name, ResultSet row) throws SQLException {
    String approved = row.getString("approved");
    if (approved == null) {
      return null;
    }
    return new Approval(
        new Definition(name, approved),
        ToolRisk.valueOf(row.getString("risk")),
        row.getString("approved_by"),
        row.getObject("approved_at", OffsetDateTime.class).toInstant());
  }
}
