package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.testkit.Infrastructure;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** A database from before there were users keeps its administrator, password and all. */
class UsersMigrationIT {
  @Test
  void makesTheAdministratorsUsersWithTheirPasswords() {
    Map<String, String> postgres = Infrastructure.properties(Infrastructure.Part.POSTGRES);
    var source =
        new DriverManagerDataSource(
            postgres.get("spring.datasource.url"),
            postgres.get("spring.datasource.username"),
            postgres.get("spring.datasource.password"));
    var flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/security-manager")
            .schemas("users_migration")
            .defaultSchema("users_migration")
            .createSchemas(true);
    flyway.target("8").load().migrate();
    var jdbc = JdbcClient.create(source);
    var before = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    jdbc.sql("INSERT INTO users_migration.administrator VALUES ('admin', ?, now())")
        .param(before.encode("the password of before"))
        .update();

    flyway.target("latest").load().migrate();

    Map<String, Object> row =
        jdbc.sql(
                """
                SELECT a.*, r.role FROM users_migration.account a
                JOIN users_migration.account_role r ON r.account = a.name
                """)
            .query()
            .singleRow();
    assertThat(row).containsEntry("name", "admin").containsEntry("enabled", true);
    assertThat(row).containsEntry("role", "administrator");
    assertThat(before.matches("the password of before", row.get("password_hash").toString()))
        .isTrue();
  }
}
