package io.aios.security.policy.infrastructure.jdbc;

import io.aios.contracts.events.Topics;
import io.aios.contracts.policies.PoliciesActivated;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.security.policy.domain.PolicyActivation;
import io.aios.security.policy.domain.PolicyDraft;
import io.aios.security.policy.domain.PolicyTest;
import io.aios.security.policy.domain.PolicyVersion;
import io.aios.security.policy.usecase.PolicyVersions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Versions and activations; an activation and its event are one transaction. */
@Repository
class JdbcPolicyVersions implements PolicyVersions {
  private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};
  private static final TypeReference<List<PolicyTest>> TESTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final JsonMapper json;
  private final Clock clock;

  JdbcPolicyVersions(
      JdbcClient jdbc,
      Outbox outbox,
      TransactionOperations transactions,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public PolicyVersion add(PolicyDraft draft, String author) {
    Instant now = clock.instant();
    long version =
        jdbc.sql(
                "INSERT INTO policy_version (files, tests, note, author, created_at)"
                    + " VALUES (?, ?, ?, ?, ?) RETURNING version")
            .params(
                json.writeValueAsString(draft.files()),
                json.writeValueAsString(draft.tests()),
                draft.note(),
                author,
                OffsetDateTime.now(clock))
            .query(Long.class)
            .single();
    return new PolicyVersion(version, draft, author, now);
  }

  @Override
  public Optional<PolicyVersion> find(long version) {
    return jdbc.sql("SELECT * FROM policy_version WHERE version = ?")
        .param(version)
        .query((row, n) -> version(row))
        .optional();
  }

  @Override
  public List<PolicyVersion> list(int limit) {
    return jdbc.sql("SELECT * FROM policy_version ORDER BY version DESC LIMIT ?")
        .param(limit)
        .query((row, n) -> version(row))
        .list();
  }

  @Override
  public PolicyActivation activate(long version, String actor) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              // One after the other, so that a higher id is always the later one to commit.
              jdbc.sql("LOCK TABLE policy_activation IN EXCLUSIVE MODE").update();
              PolicyActivation activation = insert(version, actor);
              outbox.append(
                  List.of(
                      new OutgoingEvent(
                          UUID.randomUUID(),
                          Topics.POLICIES,
                          "policies",
                          PoliciesActivated.TYPE,
                          activation.at(),
                          new PoliciesActivated(activation.id(), version))));
              return activation;
            }));
  }

  private PolicyActivation insert(long version, String actor) {
    long id =
        jdbc.sql("INSERT INTO policy_activation (version, actor, at) VALUES (?, ?, ?) RETURNING id")
            .params(version, actor, OffsetDateTime.now(clock))
            .query(Long.class)
            .single();
    return new PolicyActivation(id, version, actor, clock.instant());
  }

  @Override
  public List<PolicyActivation> activations(int limit) {
    return jdbc.sql("SELECT * FROM policy_activation ORDER BY id DESC LIMIT ?")
        .param(limit)
        .query(
            (row, n) ->
                new PolicyActivation(
                    row.getLong("id"),
                    row.getLong("version"),
                    row.getString("actor"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private PolicyVersion version(ResultSet row) throws SQLException {
    return new PolicyVersion(
        row.getLong("version"),
        new PolicyDraft(
            json.readValue(row.getString("files"), FILES),
            json.readValue(row.getString("tests"), TESTS),
            row.getString("note")),
        row.getString("author"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
