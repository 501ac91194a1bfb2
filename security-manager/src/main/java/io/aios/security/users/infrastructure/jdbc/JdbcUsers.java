package io.aios.security.users.infrastructure.jdbc;

import io.aios.security.users.domain.Standing;
import io.aios.security.users.domain.User;
import io.aios.security.users.usecase.Users;
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
class JdbcUsers implements Users {
  private static final String USER =
      """
      SELECT a.name, a.enabled, a.created_at, a.password_changed_at,
        ARRAY(SELECT role FROM account_role WHERE account = a.name) AS roles,
        ARRAY(SELECT user_group FROM account_group WHERE account = a.name) AS groups
      FROM account a
      """;

  /** A user's own roles and those of the groups, one line each. */
  private static final String HELD =
      """
      SELECT account, role FROM account_role
      UNION SELECT m.account, g.role
      FROM account_group m JOIN group_role g ON g.user_group = m.user_group
      """;

  private final JdbcClient jdbc;

  JdbcUsers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<User> list() {
    return jdbc.sql(USER + " ORDER BY a.name LIMIT 1000").query((row, n) -> user(row)).list();
  }

  @Override
  public Optional<User> find(String name) {
    return jdbc.sql(USER + " WHERE a.name = ?").param(name).query((row, n) -> user(row)).optional();
  }

  @Override
  public Optional<Standing> standing(String name) {
    return jdbc.sql(
            """
            WITH held AS (%s)
            SELECT a.name, a.enabled, a.password_changed_at,
              ARRAY(SELECT role FROM held WHERE account = a.name) AS roles,
              ARRAY(SELECT user_group FROM account_group WHERE account = a.name) AS groups,
              ARRAY(SELECT DISTINCT unnest(r.permissions) FROM held h JOIN role r ON r.name = h.role
                WHERE h.account = a.name) AS permissions
            FROM account a WHERE a.name = ?
            """
                .formatted(HELD))
        .param(name)
        .query((row, n) -> standing(row))
        .optional();
  }

  @Override
  public boolean add(User user, @Nullable String passwordHash) {
    boolean added =
        jdbc.sql(
                    """
                    INSERT INTO account (name, password_hash, enabled, created_at, password_changed_at)
                    VALUES (:name, :hash, :enabled, :created, :changed) ON CONFLICT DO NOTHING
                    """)
                .param("name", user.name())
                .param("hash", passwordHash)
                .param("enabled", user.enabled())
                .param("created", user.createdAt().atOffset(ZoneOffset.UTC))
                .param("changed", user.passwordChangedAt().atOffset(ZoneOffset.UTC))
                .update()
            == 1;
    if (added) {
      setRoles(user.name(), user.roles());
      setGroups(user.name(), user.groups());
    }
    return added;
  }

  @Override
  public void setEnabled(String name, boolean enabled) {
    jdbc.sql("UPDATE account SET enabled = ? WHERE name = ?").params(enabled, name).update();
  }

  @Override
  public void setRoles(String name, Set<String> roles) {
    jdbc.sql("DELETE FROM account_role WHERE account = ?").param(name).update();
    roles.forEach(
        role ->
            jdbc.sql("INSERT INTO account_role (account, role) VALUES (?, ?)")
                .params(name, role)
                .update());
  }

  @Override
  public void setGroups(String name, Set<String> groups) {
    jdbc.sql("DELETE FROM account_group WHERE account = ?").param(name).update();
    groups.forEach(
        group ->
            jdbc.sql("INSERT INTO account_group (account, user_group) VALUES (?, ?)")
                .params(name, group)
                .update());
  }

  @Override
  public Optional<String> passwordHash(String name) {
    return jdbc.sql(
            "SELECT password_hash FROM account WHERE name = ? AND password_hash IS NOT NULL")
        .param(name)
        .query(String.class)
        .optional();
  }

  @Override
  public void setPasswordHash(String name, String hash, @Nullable Instant at) {
    jdbc.sql(
            """
            UPDATE account SET password_hash = :hash,
              password_changed_at = coalesce(:at::timestamptz, password_changed_at)
            WHERE name = :name
            """)
        .param("hash", hash)
        .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
        .param("name", name)
        .update();
  }

  @Override
  public void lock() {
    jdbc.sql("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE").update();
  }

  @Override
  public long countAdministrators() {
    return jdbc.sql(
            """
            WITH held AS (%s)
            SELECT count(*) FROM account a JOIN held h ON h.account = a.name
            WHERE a.enabled AND h.role = 'administrator'
            """
                .formatted(HELD))
        .query(Long.class)
        .single();
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getString("name"),
        row.getBoolean("enabled"),
        texts(row, "roles"),
        texts(row, "groups"),
        instant(row, "created_at"),
        instant(row, "password_changed_at"));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getString("name"),
        row.getBoolean("enabled"),
        texts(row, "roles"),
        texts(row, "groups"),
        texts(row, "permissions"),
        instant(row, "password_changed_at"));
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.of((String[]) row.getArray(column).getArray());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
