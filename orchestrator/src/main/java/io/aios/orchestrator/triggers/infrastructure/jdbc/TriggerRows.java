package io.aios.orchestrator.triggers.infrastructure.jdbc;

import io.aios.contracts.triggers.TriggerError;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.triggers.usecase.Hindrances;
import io.aios.orchestrator.triggers.usecase.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads triggers. */
@Component
final class TriggerRows implements RowMapper<Trigger> {
  private static final Logger log = LoggerFactory.getLogger(TriggerRows.class);

  private final JsonMapper json;

  TriggerRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Trigger mapRow(ResultSet row, int number) throws SQLException {
    Timestamp due = row.getTimestamp("next_due");
    return new Trigger(
        row.getObject("id", UUID.class),
        principal(row),
        json.readValue(row.getString("definition"), TriggerRequest.class),
        row.getBoolean("enabled"),
        due == null ? null : due.toInstant(),
        row.getTimestamp("active_since").toInstant(),
        hindrances(row),
        row.getLong("version"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  /** Empty for one whose definition is of a form that is not known any more. */
  Optional<Trigger> readable(ResultSet row, int number) throws SQLException {
    try {
      return Optional.of(mapRow(row, number));
    } catch (JacksonException e) {
      log.warn("Trigger {} cannot be read: {}", row.getString("id"), e.getMessage());
      return Optional.empty();
    }
  }

  private Hindrances hindrances(ResultSet row) throws SQLException {
    String last = row.getString("last_error");
    return new Hindrances(
        row.getLong("dropped"),
        row.getLong("errors"),
        last == null ? null : json.readValue(last, TriggerError.class));
  }

  static Principal principal(ResultSet row) throws SQLException {
    return new Principal(
        row.getString("subject"),
        row.getString("client"),
        Set.of((String[]) row.getArray("grants").getArray()));
  }
}
