package io.aios.orchestrator.triggers.infrastructure.jdbc;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.triggers.FiringStatus;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.triggers.usecase.Firing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads firings. */
@Component
final class FiringRows implements RowMapper<Firing> {
  private final JsonMapper json;

  FiringRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Firing mapRow(ResultSet row, int number) throws SQLException {
    String request = row.getString("request");
    return new Firing(
        row.getObject("id", UUID.class),
        row.getObject("trigger_id", UUID.class),
        TriggerRows.principal(row),
        row.getString("cause"),
        row.getTimestamp("fired_at").toInstant(),
        FiringStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        request == null ? null : request(request),
        row.getObject("command_id", UUID.class),
        row.getString("reason"),
        chain(row));
  }

  /** One that cannot be read is refused like none: it must not keep others from being read. */
  private @Nullable CommandRequest request(String stored) {
    try {
      return json.readValue(stored, CommandRequest.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Chain chain(ResultSet row) throws SQLException {
    return new Chain(List.of((UUID[]) row.getArray("chain").getArray()));
  }
}
