package io.aios.orchestrator.chaos;

import java.time.Duration;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long commands were nobody's: watches for the oldest sign of life of a dead orchestrator that
 * still owns a command. That sign was given before it died, so takeovers took less.
 */
final class Takeovers implements AutoCloseable {
  private final JdbcTemplate jdbc;
  private final Duration leaseTime;
  private final Thread watcher;
  private volatile Duration longest = Duration.ZERO;

  Takeovers(Map<String, String> infrastructure, Duration leaseTime) {
    this.jdbc = new JdbcTemplate(Reckoning.dataSource(infrastructure));
    this.leaseTime = leaseTime;
    this.watcher = Thread.ofPlatform().name("takeovers").start(this::watch);
  }

  Duration longest() {
    return longest;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(100);
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Long millis =
          jdbc.queryForObject(
              "select coalesce(max(extract(epoch from now() - node.alive_until) * 1000), 0)::bigint"
                  + " from command_lease lease join orchestrator_node node using (owner)"
                  + " where node.alive_until < now()",
              Long.class);
      if (millis != null && millis > 0) {
        Duration age = leaseTime.plusMillis(millis);
        longest = age.compareTo(longest) > 0 ? age : longest;
      }
    } catch (DataAccessException away) {
      // The next look may find it again.
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
