package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.contracts.commands.CommandPage;
import io.aios.contracts.commands.CommandStatus;
import io.aios.contracts.commands.CommandSummary;
import io.aios.orchestrator.usecase.CommandViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queries over the projection; pages by key, so that a page costs the same wherever it is. */
@Component
final class JdbcCommandViews implements CommandViews {
  private final JdbcClient jdbc;
  private final PromptReads reads;

  JdbcCommandViews(JdbcClient jdbc, PromptReads reads) {
    this.jdbc = jdbc;
    this.reads = reads;
  }

  @Override
  public Optional<String> subject(UUID id) {
    return reads.read(
        () ->
            jdbc.sql("select subject from command_view where command_id = ?")
                .param(id)
                .query(String.class)
                .optional());
  }

  @Override
  public CommandPage list(Query query) {
    List<CommandSummary> found = reads.read(() -> found(query));
    if (found.size() <= query.limit()) {
      return new CommandPage(found, null);
    }
    List<CommandSummary> page = List.copyOf(found.subList(0, query.limit()));
    return new CommandPage(page, page.getLast().id());
  }

  private List<CommandSummary> found(Query query) {
    CommandStatus status = query.status();
    return jdbc.sql(
            "select command_id, status, subject, tool, steps, accepted_at, ended_at"
                + " from command_view"
                + " where (:subject::text is null or subject = :subject)"
                + " and (:status::text is null or status = :status)"
                + " and (:before::uuid is null or command_id < :before)"
                + " order by command_id desc limit :limit")
        .param("subject", query.subject())
        .param("status", status == null ? null : status.wireName())
        .param("before", query.before())
        .param("limit", query.limit() + 1)
        .query((row, number) -> summary(row))
        .list();
  }

  private static CommandSummary summary(ResultSet row) throws SQLException {
    Timestamp endedAt = row.getTimestamp(7);
    return new CommandSummary(
        row.getObject(1, UUID.class),
        CommandStatus.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        row.getTimestamp(6).toInstant(),
        endedAt == null ? null : endedAt.toInstant());
  }
}
