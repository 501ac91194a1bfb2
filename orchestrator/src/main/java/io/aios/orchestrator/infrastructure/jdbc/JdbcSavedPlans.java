package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.orchestrator.usecase.SavedPlan;
import io.aios.orchestrator.usecase.SavedPlans;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Saved plans as JSON, a row for each version. */
@Component
final class JdbcSavedPlans implements SavedPlans {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final JsonMapper json;

  JdbcSavedPlans(JdbcTemplate jdbc, TransactionTemplate transactions, JsonMapper json) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public Optional<SavedPlan> find(String name, @Nullable Integer version) {
    return reaching(
        () ->
            jdbc
                .query(
                    "select data from saved_plan where name = ? and not withdrawn"
                        + " and (?::int is null or version = ?) order by version desc limit 1",
                    (row, number) -> json.readValue(row.getString(1), SavedPlan.class),
                    name,
                    version,
                    version)
                .stream()
                .findFirst());
  }

  @Override
  public List<SavedPlan> newest() {
    return reaching(
        () ->
            jdbc.query(
                "select distinct on (name) data from saved_plan where not withdrawn"
                    + " order by name, version desc",
                (row, number) -> json.readValue(row.getString(1), SavedPlan.class)));
  }

  @Override
  public List<SavedPlan> versions(String name) {
    return reaching(
        () ->
            jdbc.query(
                "select data from saved_plan where name = ? and not withdrawn"
                    + " order by version desc",
                (row, number) -> json.readValue(row.getString(1), SavedPlan.class),
                name));
  }

  /** The lock keeps two from getting the same version. */
  @Override
  public SavedPlan add(SavedPlan plan) {
    return reaching(
        () ->
            transactions.execute(
                status -> {
                  jdbc.execute("lock table saved_plan in share row exclusive mode");
                  Integer last =
                      jdbc.queryForObject(
                          "select coalesce(max(version), 0) from saved_plan where name = ?",
                          Integer.class,
                          plan.name());
                  SavedPlan numbered = numbered(plan, last == null ? 1 : last + 1);
                  jdbc.update(
                      "insert into saved_plan (name, version, data, saved_at)"
                          + " values (?, ?, ?::json, ?)",
                      numbered.name(),
                      numbered.version(),
                      json.writeValueAsString(numbered),
                      Timestamp.from(numbered.savedAt()));
                  return numbered;
                }));
  }

  @Override
  public boolean withdraw(String name) {
    return reaching(
        () ->
            jdbc.update(
                    "update saved_plan set withdrawn = true where name = ? and not withdrawn", name)
                > 0);
  }

  private static SavedPlan numbered(SavedPlan plan, int version) {
    return new SavedPlan(
        plan.name(),
        version,
        plan.description(),
        plan.steps(),
        plan.inputSchema(),
        plan.output(),
        plan.outputSchema(),
        plan.risk(),
        plan.savedBy(),
        plan.savedAt());
  }
}
