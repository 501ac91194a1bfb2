package io.aios.gateway.infrastructure.jdbc;

import io.aios.gateway.usecase.PrivacySettings;
import io.aios.gateway.usecase.UserPrivacy;
import io.aios.mcp.McpJson;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

@Repository
class JdbcPrivacySettings implements PrivacySettings {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcPrivacySettings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public UserPrivacy find(String subject) {
    return jdbc.sql("SELECT modes FROM privacy_setting WHERE subject = ?")
        .param(subject)
        .query((row, n) -> read(row.getString(1)))
        .optional()
        .orElse(UserPrivacy.NONE);
  }

  private static UserPrivacy read(String json) {
    Map<Category, Mode> modes = new EnumMap<>(Category.class);
    McpJson.MAPPER
        .readTree(json)
        .properties()
        .forEach(
            entry ->
                modes.put(
                    Category.of(entry.getKey()).orElseThrow(),
                    Mode.of(entry.getValue().asString("")).orElseThrow()));
    return new UserPrivacy(modes);
  }

  @Override
  public void put(String subject, UserPrivacy settings) {
    ObjectNode modes = McpJson.object();
    settings.modes().forEach((category, mode) -> modes.put(category.label(), mode.label()));
    jdbc.sql(
            """
            INSERT INTO privacy_setting (subject, modes, changed_at) VALUES (?, ?::jsonb, ?)
            ON CONFLICT (subject)
            DO UPDATE SET modes = excluded.modes, changed_at = excluded.changed_at
            """)
        .params(subject, modes.toString(), OffsetDateTime.now(clock))
        .update();
  }

  @Override
  public boolean remove(String subject) {
    return jdbc.sql("DELETE FROM privacy_setting WHERE subject = ?").param(subject).update() == 1;
  }
}
