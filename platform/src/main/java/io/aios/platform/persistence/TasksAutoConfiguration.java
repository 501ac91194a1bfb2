package io.aios.platform.persistence;

import io.aios.mcp.tasks.TaskStore;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Tasks that outlive the process, for tool servers that use Postgres. */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      TransactionAutoConfiguration.class
    },
    beforeName = "io.aios.platform.tools.ToolsAutoConfiguration")
@ConditionalOnProperty("aios.tools.server")
@ConditionalOnBean(JdbcClient.class)
class TasksAutoConfiguration {
  @Bean
  @DependsOnDatabaseInitialization
  TaskStore jdbcTasks(
      JdbcClient jdbc,
      TransactionOperations transactions,
      @Value("${aios.tools.tasks.per-user:50}") int perUser,
      @Value("${aios.tools.tasks.total:1000}") int total) {
    return new JdbcTasks(
        jdbc, transactions, new JdbcTasks.Limits(perUser, total), Clock.systemUTC());
  }
}
