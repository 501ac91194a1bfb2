package io.aios.security.threats.infrastructure.jdbc;

import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Factor;
import io.aios.security.threats.domain.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table of alerts. */
@Component
class AlertRows implements RowMapper<Alert> {
  private static final TypeReference<List<Factor>> FACTORS = new TypeReference<>() {};

  private final JsonMapper json;

  AlertRows(JsonMapper json) {
    this.json = json;
  }

  String write(List<Factor> factors) {
    return json.writeValueAsString(factors);
  }

  @Override
  public Alert mapRow(ResultSet row, int number) throws SQLException {
    return new Alert(
        row.getLong("number"),
        row.getObject("id", UUID.class),
        row.getString("rule"),
        Severity.valueOf(row.getString("severity")),
        row.getString("subject"),
        row.getString("client"),
        row.getString("about"),
        row.getString("explanation"),
        json.readValue(row.getString("factors"), FACTORS),
        List.of((UUID[]) row.getArray("evidence").getArray()),
        row.getObject("first_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_at", OffsetDateTime.class).toInstant(),
        row.getInt("occurrences"),
        row.getString("response"),
        decision(row));
  }

  private static Alert.@Nullable Decision decision(ResultSet row) throws SQLException {
    boolean dismissed = row.getBoolean("dismissed");
    return row.wasNull()
        ? null
        : new Alert.Decision(
            dismissed,
            row.getString("decided_by"),
            row.getObject("decided_at", OffsetDateTime.class).toInstant(),
            row.getString("note"));
  }
}
