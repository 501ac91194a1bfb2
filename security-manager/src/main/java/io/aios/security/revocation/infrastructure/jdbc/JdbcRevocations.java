package io.aios.security.revocation.infrastructure.jdbc;

import io.aios.contracts.events.Topics;
import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.RevocationPage;
import io.aios.contracts.tokens.TokensRevoked;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.security.revocation.usecase.Revocations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** Revocations in order; a revocation and its event are one transaction. */
@Repository
class JdbcRevocations implements Revocations {
  private static final int PAGE = 5_000;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final Clock clock;

  JdbcRevocations(JdbcClient jdbc, Outbox outbox, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void add(List<Revocation> revocations) {
    if (revocations.isEmpty()) {
      return;
    }
    transactions.executeWithoutResult(
        status -> {
          // One after the other, so that a higher number is always the later one to commit.
          jdbc.sql("LOCK TABLE revocation IN EXCLUSIVE MODE").update();
          revocations.forEach(this::insert);
          outbox.append(
              List.of(
                  new OutgoingEvent(
                      UUID.randomUUID(),
                      Topics.REVOCATIONS,
                      "revocations",
                      TokensRevoked.TYPE,
                      clock.instant(),
                      new TokensRevoked(revocations))));
        });
  }

  private void insert(Revocation revocation) {
    jdbc.sql("INSERT INTO revocation (kind, value, at, until) VALUES (?, ?, ?, ?)")
        .params(
            revocation.kind().name(),
            revocation.value(),
            revocation.at().atOffset(ZoneOffset.UTC),
            revocation.until().atOffset(ZoneOffset.UTC))
        .update();
  }

  private record Numbered(long number, Revocation revocation) {}

  @Override
  public RevocationPage after(long number) {
    List<Numbered> found =
        jdbc.sql("SELECT * FROM revocation WHERE number > ? ORDER BY number LIMIT ?")
            .params(number, PAGE)
            .query((row, n) -> new Numbered(row.getLong("number"), revocation(row)))
            .list();
    return new RevocationPage(
        found.isEmpty() ? Math.min(number, last()) : found.getLast().number(),
        found.size() == PAGE,
        found.stream().map(Numbered::revocation).toList());
  }

  /** The last number ever drawn, also when its row was forgotten. */
  private long last() {
    return jdbc.sql(
            "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence("
                + "'revocation', 'number')::regclass), 0)")
        .query(Long.class)
        .single();
  }

  private static Revocation revocation(ResultSet row) throws SQLException {
    return new Revocation(
        Revocation.Kind.valueOf(row.getString("kind")),
        row.getString("value"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("until", OffsetDateTime.class).toInstant());
  }

  @Override
  public boolean isInForce(Revocation.Kind kind, String value, Instant now) {
    return jdbc.sql(
            "SELECT until > ? FROM revocation WHERE kind = ? AND value = ?"
                + " ORDER BY number DESC LIMIT 1")
        .params(now.atOffset(ZoneOffset.UTC), kind.name(), value)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public void forget(Instant now) {
    jdbc.sql("DELETE FROM revocation WHERE until < ?").param(now.atOffset(ZoneOffset.UTC)).update();
  }
}
