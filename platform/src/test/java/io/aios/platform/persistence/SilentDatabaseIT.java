package io.aios.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.aios.platform.boot.AiosApplication;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

class SilentDatabaseIT {
  private static final String SOCKET_TIMEOUT =
      "spring.datasource.hikari.data-source-properties.socketTimeout";

  @Test
  void givesUpWaitingForADatabaseThatSaysNothingButNotForAMigration() {
    try (ConfigurableApplicationContext context =
        start(
            "--" + SOCKET_TIMEOUT + "=1",
            "--spring.flyway.locations=classpath:db/platform,classpath:db/slow")) {
      JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);

      assertThatThrownBy(() -> jdbc.execute("select pg_sleep(30)"))
          .isInstanceOf(DataAccessResourceFailureException.class)
          .hasStackTraceContaining("SocketTimeoutException");
    }
  }

  @Test
  void everyServiceHasLimitsForTheDatabaseAndForItself() {
    try (ConfigurableApplicationContext context = start()) {
      assertThat(context.getBean(HikariDataSource.class).getDataSourceProperties())
          .containsEntry("socketTimeout", "10");
      JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
      assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
          .isEqualTo("10s");
      assertThat(jdbc.queryForObject("show lock_timeout", String.class)).isEqualTo("5s");
    }
  }

  private static ConfigurableApplicationContext start(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    Infrastructure.properties(Part.POSTGRES)
        .forEach((name, value) -> arguments.add("--" + name + "=" + value));
    arguments.add("--server.port=0");
    arguments.add("--aios.platform.uses=postgres");
    return AiosApplication.run(Fixture.class, "fixture", arguments.toArray(String[]::new));
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Fixture {}
}
