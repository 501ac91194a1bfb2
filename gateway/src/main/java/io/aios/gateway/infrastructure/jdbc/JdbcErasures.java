package io.aios.gateway.infrastructure.jdbc;

import io.aios.contracts.events.Topics;
import io.aios.contracts.privacy.ErasureRequested;
import io.aios.gateway.usecase.Erasures;
import io.aios.mcp.McpJson;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

@Repository
class JdbcErasures implements Erasures {
  private static final int MOST = 10;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final Clock clock;

  JdbcErasures(JdbcClient jdbc, Outbox outbox, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void request(UUID id, String subject, Set<String> services) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("INSERT INTO erasure (id, subject, requested_at) VALUES (?, ?, ?)")
              .params(id, subject, OffsetDateTime.now(clock))
              .update();
          services.forEach(
              service ->
                  jdbc.sql("INSERT INTO erasure_part (erasure, service) VALUES (?, ?)")
                      .params(id, service)
                      .update());
          outbox.append(
              List.of(
                  new OutgoingEvent(
                      id,
                      Topics.PRIVACY,
                      id.toString(),
                      ErasureRequested.TYPE,
                      clock.instant(),
                      new ErasureRequested(id, subject))));
        });
  }

  @Override
  public void erased(UUID id, String service, Map<String, Long> erased) {
    jdbc.sql(
            """
            UPDATE erasure_part SET erased_at = ?, erased = ?::jsonb
            WHERE erasure = ? AND service = ? AND erased_at IS NULL
            """)
        .params(OffsetDateTime.now(clock), McpJson.MAPPER.writeValueAsString(erased), id, service)
        .update();
  }

  @Override
  public List<Erasure> of(String subject) {
    return jdbc.sql(
            "SELECT id, requested_at FROM erasure WHERE subject = ?"
                + " ORDER BY requested_at DESC LIMIT ?")
        .params(subject, MOST)
        .query(
            (row, n) -> {
              UUID id = row.getObject("id", UUID.class);
              List<Part> parts = parts(id);
              return new Erasure(
                  id,
                  row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                  parts.stream().allMatch(part -> part.erasedAt() != null),
                  parts);
            })
        .list();
  }

  private List<Part> parts(UUID id) {
    return jdbc.sql(
            "SELECT service, erased_at, erased FROM erasure_part WHERE erasure = ?"
                + " ORDER BY service")
        .param(id)
        .query(
            (row, n) -> {
              @Nullable OffsetDateTime at = row.getObject("erased_at", OffsetDateTime.class);
              return new Part(
                  row.getString("service"),
                  at == null ? null : at.toInstant(),
                  counts(row.getString("erased")));
            })
        .list();
  }

  private static Map<String, Long> counts(String json) {
    Map<String, Long> counts = new TreeMap<>();
    McpJson.MAPPER
        .readTree(json)
        .properties()
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong(0)));
    return counts;
  }
}
