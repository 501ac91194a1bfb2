package io.aios.security.keys.infrastructure.jdbc;

import io.aios.security.keys.domain.StoredKey;
import io.aios.security.keys.domain.StoredKey.Previous;
import io.aios.security.keys.usecase.StoredKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcStoredKeys implements StoredKeys {
  private final JdbcClient jdbc;

  JdbcStoredKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(StoredKey key) {
    jdbc.sql(
            """
            INSERT INTO api_key
              (id, name, owner, scopes, calls_per_minute, calls_per_day, created_at, expires_at,
              secret_hash)
            VALUES
              (:id, :name, :owner, :scopes, :calls, :daily, :created, :expires, :secret)
            """)
        .param("id", key.id())
        .param("name", key.name())
        .param("owner", key.owner())
        .param("scopes", key.scopes().toArray(String[]::new))
        .param("calls", key.callsPerMinute())
        .param("daily", key.callsPerDay())
        .param("created", utc(key.createdAt()))
        .param("expires", utc(key.expiresAt()))
        .param("secret", key.secretHash())
        .update();
  }

  @Override
  public Optional<StoredKey> find(String id) {
    return jdbc.sql("SELECT * FROM api_key WHERE id = ?")
        .param(id)
        .query((row, n) -> key(row))
        .optional();
  }

  @Override
  public List<StoredKey> list(Optional<String> owner) {
    return jdbc.sql(
            "SELECT * FROM api_key WHERE :everybody OR owner = :owner"
                + " ORDER BY created_at DESC LIMIT 1000")
        .param("everybody", owner.isEmpty())
        .param("owner", owner.orElse(""))
        .query((row, n) -> key(row))
        .list();
  }

  @Override
  public long count(String owner) {
    return jdbc.sql("SELECT count(*) FROM api_key WHERE owner = ?")
        .param(owner)
        .query(Long.class)
        .single();
  }

  @Override
  public void replace(StoredKey key) {
    Previous previous = key.previous();
    jdbc.sql(
            """
            UPDATE api_key SET secret_hash = :secret, previous_hash = :previous,
              previous_until = :until
            WHERE id = :id
            """)
        .param("secret", key.secretHash())
        .param("previous", previous == null ? null : previous.secretHash())
        .param("until", previous == null ? null : utc(previous.until()))
        .param("id", key.id())
        .update();
  }

  @Override
  public boolean remove(String id) {
    return jdbc.sql("DELETE FROM api_key WHERE id = ?").param(id).update() == 1;
  }

  @Override
  public List<String> removeAll(String owner) {
    return jdbc.sql("DELETE FROM api_key WHERE owner = ? RETURNING id")
        .param(owner)
        .query((row, n) -> row.getString("id"))
        .list();
  }

  @Override
  public void used(String id, Instant at) {
    jdbc.sql(
            "UPDATE api_key SET last_used_at = ? WHERE id = ?"
                + " AND (last_used_at IS NULL OR last_used_at < ?)")
        .params(utc(at), id, utc(at.minusSeconds(60)))
        .update();
  }

  @Override
  public void forget(Instant expiredBefore) {
    jdbc.sql("DELETE FROM api_key WHERE expires_at < ?").param(utc(expiredBefore)).update();
  }

  private static StoredKey key(ResultSet row) throws SQLException {
    String previous = row.getString("previous_hash");
    Instant until = instant(row, "previous_until");
    return new StoredKey(
        row.getString("id"),
        row.getString("name"),
        row.getString("owner"),
        Set.of((String[]) row.getArray("scopes").getArray()),
        row.getObject("calls_per_minute", Integer.class),
        row.getObject("calls_per_day", Integer.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        instant(row, "last_used_at"),
        row.getString("secret_hash"),
        previous == null || until == null ? null : new Previous(previous, until));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
