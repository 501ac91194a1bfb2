package io.aios.security.users.infrastructure.jdbc;

import io.aios.security.users.domain.Group;
import io.aios.security.users.domain.Role;
import io.aios.security.users.usecase.Roles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRoles implements Roles {
  private static final String GROUP =
      """
      SELECT g.name, ARRAY(SELECT role FROM group_role WHERE user_group = g.name) AS roles
      FROM user_group g
      """;

  private final JdbcClient jdbc;

  JdbcRoles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Role> list() {
    return jdbc.sql("SELECT name, permissions FROM role ORDER BY name")
        .query((row, n) -> new Role(row.getString("name"), texts(row, "permissions")))
        .list();
  }

  @Override
  public void put(Role role) {
    jdbc.sql(
            """
            INSERT INTO role (name, permissions) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET permissions = excluded.permissions
            """)
        .params(role.name(), role.permissions().toArray(String[]::new))
        .update();
  }

  @Override
  public boolean remove(String name) {
    return jdbc.sql("DELETE FROM role WHERE name = ?").param(name).update() == 1;
  }

  @Override
  public List<Group> groups() {
    return jdbc.sql(GROUP + " ORDER BY g.name LIMIT 1000").query((row, n) -> group(row)).list();
  }

  @Override
  public Optional<Group> group(String name) {
    return jdbc.sql(GROUP + " WHERE g.name = ?")
        .param(name)
        .query((row, n) -> group(row))
        .optional();
  }

  @Override
  public void putGroup(Group group) {
    jdbc.sql("INSERT INTO user_group (name) VALUES (?) ON CONFLICT DO NOTHING")
        .param(group.name())
        .update();
    jdbc.sql("DELETE FROM group_role WHERE user_group = ?").param(group.name()).update();
    group
        .roles()
        .forEach(
            role ->
                jdbc.sql("INSERT INTO group_role (user_group, role) VALUES (?, ?)")
                    .params(group.name(), role)
                    .update());
  }

  @Override
  public boolean removeGroup(String name) {
    return jdbc.sql("DELETE FROM user_group WHERE name = ?").param(name).update() == 1;
  }

  @Override
  public Set<String> unknown(Set<String> roles) {
    return missing("SELECT name FROM role", roles);
  }

  @Override
  public Set<String> unknownGroups(Set<String> groups) {
    return missing("SELECT name FROM user_group", groups);
  }

  private Set<String> missing(String known, Set<String> names) {
    Set<String> missing = new TreeSet<>(names);
    if (!missing.isEmpty()) {
      missing.removeAll(Set.copyOf(jdbc.sql(known).query(String.class).list()));
    }
    return missing;
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(row.getString("name"), texts(row, "roles"));
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.of((String[]) row.getArray(column).getArray());
  }
}
