package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.Projections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows are replaced only by newer ones: a command that went on between reading its events and
 * writing its row has a higher version there already.
 */
@Component
final class JdbcProjections implements Projections {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final EventJson json;
  private final CommandRows commands;
  private final ApprovalRows approvals;

  JdbcProjections(
      JdbcTemplate jdbc,
      TransactionTemplate transactions,
      EventJson json,
      CommandRows commands,
      ApprovalRows approvals) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.json = json;
    this.commands = commands;
    this.approvals = approvals;
  }

  @Override
  public Optional<Batch> rebuild(@Nullable UUID after, int count, long bytes) {
    return reaching(
        () -> {
          List<CommandHistory> histories =
              histories(after == null ? new UUID(0, 0) : after, count, bytes);
          if (histories.isEmpty()) {
            return Optional.<Batch>empty();
          }
          transactions.executeWithoutResult(
              status -> {
                commands.upsert(histories);
                // The rows that were written are locked: nobody goes on with these meanwhile.
                approvals.replace(commands.current(histories));
              });
          int events = histories.stream().mapToInt(one -> Math.toIntExact(one.version())).sum();
          return Optional.of(new Batch(histories.getLast().id(), histories.size(), events));
        });
  }

  @Override
  public long commands() {
    Long count =
        reaching(
            () ->
                jdbc.queryForObject(
                    "select count(*) from command_event where version = 1", Long.class));
    return count == null ? 0 : count;
  }

  @Override
  public void removeStrays() {
    reaching(
        () ->
            jdbc.update(
                "delete from command_view view where not exists"
                    + " (select 1 from command_event event"
                    + " where event.command_id = view.command_id)"));
  }

  private List<CommandHistory> histories(UUID after, int count, long bytes) {
    Map<UUID, List<CommandEvent>> events = new LinkedHashMap<>();
    jdbc.query(
        "with next as (select command_id from command_event where command_id > ? and version = 1"
            + " order by command_id limit ?), sized as (select command_id,"
            + " sum(sum(pg_column_size(data))) over (order by command_id) as bytes,"
            + " row_number() over (order by command_id) as place from command_event"
            + " where command_id in (select command_id from next) group by command_id)"
            + " select command_id, type, data from command_event where command_id in"
            + " (select command_id from sized where place = 1 or bytes <= ?)"
            + " order by command_id, version",
        row -> {
          events
              .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
              .add(json.read(row.getString(2), row.getString(3)));
        },
        after,
        count,
        bytes);
    return events.entrySet().stream()
        .map(entry -> CommandHistory.of(entry.getKey(), entry.getValue()))
        .toList();
  }
}
