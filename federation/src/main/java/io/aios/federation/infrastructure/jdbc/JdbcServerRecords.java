package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.domain.CredentialMode;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.domain.PinnedTool;
import io.aios.federation.usecase.Deed;
import io.aios.federation.usecase.ServerRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** A server's row is locked while what is pinned of it changes. */
@Repository
class JdbcServerRecords implements ServerRecords {
  private final JdbcClient jdbc;
  private final ToolRows tools;
  private final AuditedDeeds deeds;
  private final TransactionOperations transactions;

  JdbcServerRecords(
      JdbcClient jdbc, ToolRows tools, AuditedDeeds deeds, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.tools = tools;
    this.deeds = deeds;
    this.transactions = transactions;
  }

  @Override
  public List<ExternalServer> all() {
    return jdbc.sql("SELECT * FROM external_server ORDER BY alias")
        .query((row, n) -> server(row))
        .list();
  }

  @Override
  public Optional<ExternalServer> find(String alias) {
    return jdbc.sql("SELECT * FROM external_server WHERE alias = ?")
        .param(alias)
        .query((row, n) -> server(row))
        .optional();
  }

  @Override
  public boolean add(ExternalServer server, Deed deed) {
    return audited(
        deed,
        () ->
            jdbc.sql(
                    "INSERT INTO external_server (alias, title, connection, credentials, enabled,"
                        + " added_by, added_at) VALUES (?, ?, ?::jsonb, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING")
                .params(
                    server.alias(),
                    server.title(),
                    ConnectionJson.write(server.connection()),
                    server.credentials().name(),
                    server.enabled(),
                    server.addedBy(),
                    server.addedAt().atOffset(ZoneOffset.UTC))
                .update());
  }

  @Override
  public boolean replace(ExternalServer server, Deed deed) {
    return audited(
        deed,
        () ->
            jdbc.sql("UPDATE external_server SET title = ?, enabled = ? WHERE alias = ?")
                .params(server.title(), server.enabled(), server.alias())
                .update());
  }

  @Override
  public boolean remove(String alias, Deed deed) {
    return audited(
        deed, () -> jdbc.sql("DELETE FROM external_server WHERE alias = ?").param(alias).update());
  }

  private boolean audited(Deed deed, IntSupplier update) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              if (update.getAsInt() == 0) {
                return false;
              }
              deeds.record(List.of(deed));
              return true;
            }));
  }

  @Override
  public List<PinnedTool> tools(String alias) {
    return tools.of(alias);
  }

  @Override
  public <T> Optional<T> change(String alias, Function<List<PinnedTool>, Change<T>> change) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              boolean exists =
                  jdbc.sql("SELECT 1 FROM external_server WHERE alias = ? FOR UPDATE")
                      .param(alias)
                      .query(Integer.class)
                      .optional()
                      .isPresent();
              return exists ? Optional.of(changed(alias, change)) : Optional.<T>empty();
            }));
  }

  private <T> T changed(String alias, Function<List<PinnedTool>, Change<T>> change) {
    List<PinnedTool> before = tools.of(alias);
    Change<T> wanted = change.apply(before);
    tools.replace(alias, before, wanted.tools());
    deeds.record(wanted.deeds());
    return wanted.outcome();
  }

  private static ExternalServer server(ResultSet row) throws SQLException {
    return new ExternalServer(
        row.getString("alias"),
        row.getString("title"),
        ConnectionJson.read(row.getString("connection")),
        CredentialMode.valueOf(row.getString("credentials")),
        row.getBoolean("enabled"),
        row.getString("added_by"),
        row.getObject("added_at", OffsetDateTime.class).toInstant());
  }
}
