package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.orchestrator.triggers.usecase.Triggers;
import io.aios.platform.privacy.SubjectData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user's commands and triggers, and the plans that the user saved. Plans are everybody's, so they
 * stay, without the name of who saved them; a command that has not ended stays until it has.
 */
@Component
final class JdbcSubjectData implements SubjectData {
  private static final int MOST_COMMANDS = 1_000;
  private static final String ENDED =
      "subject = ? and ended_at is not null and status not in ('undoing')";

  private final JdbcTemplate jdbc;
  private final Triggers triggers;
  private final JsonMapper json;

  JdbcSubjectData(JdbcTemplate jdbc, Triggers triggers, JsonMapper json) {
    this.jdbc = jdbc;
    this.triggers = triggers;
    this.json = json;
  }

  @Override
  public Map<String, Object> export(String subject) {
    return Map.of(
        "commandCount",
        count("select count(*) from command_view where subject = ?", subject),
        "commands",
        commands(subject),
        "triggers",
        triggers.of(subject).stream().map(each -> each.view()).toList(),
        "plans",
        documents("select data from saved_plan where data ->> 'savedBy' = ?", subject));
  }

  /** The youngest first. */
  private List<Map<String, Object>> commands(String subject) {
    return jdbc.query(
        "select v.command_id, v.status, (select json_agg(json_build_object('type', e.type, 'at',"
            + " e.at, 'data', e.data) order by e.version) from command_event e"
            + " where e.command_id = v.command_id) from command_view v"
            + " where v.subject = ? order by v.command_id desc limit ?",
        (row, number) ->
            Map.of(
                "id",
                row.getString(1),
                "status",
                row.getString(2),
                "events",
                json.readTree(String.valueOf(row.getString(3)))),
        subject,
        MOST_COMMANDS);
  }

  private List<JsonNode> documents(String query, String subject) {
    return jdbc.query(query, (row, number) -> json.readTree(row.getString(1)), subject);
  }

  @Override
  public Map<String, Long> erase(String subject) {
    long removed = triggers.of(subject).size();
    triggers.of(subject).forEach(each -> triggers.remove(each.id()));
    jdbc.update("delete from idempotency_key where subject = ?", subject);
    jdbc.update(
        "delete from command_event where version >= 1 and command_id in"
            + " (select command_id from command_view where "
            + ENDED
            + ")",
        subject);
    long commands = jdbc.update("delete from command_view where " + ENDED, subject);
    long plans =
        jdbc.update(
            "update saved_plan set data = (data::jsonb || '{\"savedBy\": \"\"}')::json"
                + " where data ->> 'savedBy' = ?",
            subject);
    return Map.of(
        "commands",
        commands,
        "commandsKept",
        count("select count(*) from command_view where subject = ?", subject),
        "triggers",
        removed,
        "plansUnnamed",
        plans);
  }

  private long count(String query, String subject) {
    Long count = jdbc.queryForObject(query, Long.class, subject);
    return count == null ? 0 : count;
  }
}
