package io.aios.security.threats.infrastructure.jdbc;

import io.aios.security.threats.domain.Actor;
import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Severity;
import io.aios.security.threats.usecase.AlertQuery;
import io.aios.security.threats.usecase.Alerts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAlerts implements Alerts {
  private static final int MOST_EVIDENCE = 100;

  private final JdbcClient jdbc;
  private final AlertRows rows;

  JdbcAlerts(JdbcClient jdbc, AlertRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  @Override
  public Optional<Alert> raise(Finding finding, Instant since, String response) {
    // Of two replicas that find the same, the second one waits and finds the alert.
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('alert'))")
        .query(Integer.class)
        .single();
    Optional<Alert> known =
        jdbc.sql(
                """
                SELECT * FROM alert WHERE rule = ? AND about = ? AND last_at >= ?
                ORDER BY last_at DESC LIMIT 1
                """)
            .params(finding.rule(), finding.about(), utc(since))
            .query(rows)
            .optional();
    return known.isEmpty()
        ? find(insert(finding, response))
        : known.flatMap(alert -> add(alert, finding, response));
  }

  private UUID insert(Finding finding, String response) {
    UUID id = UUID.randomUUID();
    Actor actor = finding.actor();
    jdbc.sql(
            """
            INSERT INTO alert (id, rule, severity, subject, client, about, explanation, factors,
              evidence, first_at, last_at, response)
            VALUES (:id, :rule, :severity, :subject, :client, :about, :explanation, :factors,
              :evidence::uuid[], :at, :at, :response)
            """)
        .param("id", id)
        .param("rule", finding.rule())
        .param("severity", finding.severity().name())
        .param("subject", actor == null ? null : actor.subject())
        .param("client", actor == null ? null : actor.client())
        .param("about", finding.about())
        .param("explanation", finding.explanation())
        .param("factors", rows.write(finding.factors()))
        .param("evidence", evidence(finding))
        .param("at", utc(finding.at()))
        .param("response", response)
        .update();
    return id;
  }

  /** A finding that is not younger than the last one was counted before. */
  private Optional<Alert> add(Alert alert, Finding finding, String response) {
    if (!finding.at().truncatedTo(ChronoUnit.MICROS).isAfter(alert.lastAt())) {
      return Optional.empty();
    }
    boolean worse = finding.severity().compareTo(alert.severity()) > 0;
    jdbc.sql(
            """
            UPDATE alert SET occurrences = occurrences + 1, last_at = :at, explanation = :explanation,
              factors = :factors, severity = :severity,
              evidence = (evidence || :evidence::uuid[])[1 : :most],
              response = CASE WHEN :worse THEN :response ELSE response END
            WHERE id = :id
            """)
        .param("at", utc(finding.at()))
        .param("explanation", finding.explanation())
        .param("factors", rows.write(finding.factors()))
        .param("severity", finding.severity().max(alert.severity()).name())
        .param("evidence", evidence(finding))
        .param("most", MOST_EVIDENCE)
        .param("worse", worse)
        .param("response", response)
        .param("id", alert.id())
        .update();
    return worse ? find(alert.id()) : Optional.empty();
  }

  @Override
  public Optional<Alert> find(UUID id) {
    return jdbc.sql("SELECT * FROM alert WHERE id = ?").param(id).query(rows).optional();
  }

  @Override
  public List<Alert> list(AlertQuery query) {
    return jdbc.sql(
            """
            SELECT * FROM alert
            WHERE (:state::text IS NULL OR :state = CASE WHEN dismissed IS NULL THEN 'OPEN'
                WHEN dismissed THEN 'DISMISSED' ELSE 'ACKNOWLEDGED' END)
              AND severity = ANY(:severities::text[])
              AND (:rule::text IS NULL OR rule = :rule)
              AND (:subject::text IS NULL OR subject = :subject)
              AND number < :before
            ORDER BY number DESC LIMIT :limit
            """)
        .param("state", query.state() == null ? null : query.state().name())
        .param("severities", atLeast(query.severity()))
        .param("rule", query.rule())
        .param("subject", query.subject())
        .param("before", query.before() == null ? Long.MAX_VALUE : query.before())
        .param("limit", query.limit())
        .query(rows)
        .list();
  }

  @Override
  public boolean decide(UUID id, Alert.Decision decision) {
    @Nullable String note = decision.note();
    return jdbc.sql(
                """
                UPDATE alert SET dismissed = :dismissed, decided_by = :by, decided_at = :at,
                  note = :note
                WHERE id = :id AND dismissed IS NULL
                """)
            .param("dismissed", decision.dismissed())
            .param("by", decision.by())
            .param("at", utc(decision.at()))
            .param("note", note)
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public void forget(Instant before) {
    jdbc.sql("DELETE FROM alert WHERE last_at < :before AND decided_at < :before")
        .param("before", utc(before))
        .update();
  }

  private static String[] atLeast(@Nullable Severity least) {
    return Arrays.stream(Severity.values())
        .filter(severity -> least == null || severity.compareTo(least) >= 0)
        .map(Enum::name)
        .toArray(String[]::new);
  }

  private static String[] evidence(Finding finding) {
    return finding.evidence().stream().map(UUID::toString).toArray(String[]::new);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
