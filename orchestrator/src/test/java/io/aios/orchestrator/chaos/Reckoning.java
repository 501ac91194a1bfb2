package io.aios.orchestrator.chaos;

import io.aios.orchestrator.fixture.CountingTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Whether every promise was kept: each accepted command has ended, no call that must not be
 * repeated had two effects, and each event is on Kafka for a consumer that drops ids it has seen.
 */
final class Reckoning {
  private static final Set<String> FINAL =
      Set.of("succeeded", "failed", "cancelled", "outcome_unknown", "undone");

  private final Map<String, String> infrastructure;
  private final JdbcTemplate jdbc;
  private final CountingTools tools;

  Reckoning(Map<String, String> infrastructure, CountingTools tools) {
    this.infrastructure = infrastructure;
    this.jdbc = new JdbcTemplate(dataSource(infrastructure));
    this.tools = tools;
  }

  static DriverManagerDataSource dataSource(Map<String, String> infrastructure) {
    return new DriverManagerDataSource(
        infrastructure.get("spring.datasource.url") + "&currentSchema=orchestrator",
        infrastructure.get("spring.datasource.username"),
        infrastructure.get("spring.datasource.password"));
  }

  /**
   * What was found.
   *
   * @param statuses how many commands ended how
   * @param effects of calls that must not be repeated
   * @param published events on Kafka, and how many of them came once more than once
   * @param faults every broken promise
   */
  record Result(
      Map<String, Integer> statuses,
      long effects,
      Published.Counts published,
      List<String> faults) {}

  /** Waits for the commands to end and their events to be published. */
  Result check(Map<Offer, String> accepted, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Map<String, String> statuses = statuses();
    while (!accepted.values().stream().allMatch(id -> hasEnded(statuses.get(id)))
        && System.nanoTime() < end) {
      Thread.sleep(500);
      statuses.putAll(statuses());
    }
    List<String> faults = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    long effects = 0;
    for (Map.Entry<Offer, String> one : accepted.entrySet()) {
      String status = statuses.getOrDefault(one.getValue(), "lost");
      counts.merge(status, 1, Integer::sum);
      effects += effects(one.getKey(), one.getValue(), status, faults);
    }
    if (new HashSet<>(accepted.values()).size() != accepted.size()) {
      faults.add("two keys have the same command");
    }
    Published published = new Published(infrastructure, versions(accepted.values()));
    return new Result(counts, effects, published.read(patience, faults), faults);
  }

  private static boolean hasEnded(String status) {
    return status != null && FINAL.contains(status);
  }

  private long effects(Offer offer, String id, String status, List<String> faults) {
    if (!status.equals("succeeded") && !status.equals("outcome_unknown")) {
      faults.add(offer.key() + " (" + id + ") is " + status);
    }
    long sum = 0;
    for (String key : offer.once()) {
      int effects = tools.effects(key);
      sum += effects;
      if (effects > 1 || (effects == 0 && status.equals("succeeded"))) {
        faults.add(key + " of " + id + ", which " + status + ", had " + effects + " effects");
      }
      if (!Set.of(id).containsAll(tools.commands.getOrDefault(key, Set.of()))) {
        faults.add(key + " is of " + id + " and was called by " + tools.commands.get(key));
      }
    }
    return sum;
  }

  private Map<String, String> statuses() {
    Map<String, String> statuses = new HashMap<>();
    jdbc.query(
        "select command_id::text, status from command_view",
        row -> {
          statuses.put(row.getString(1), row.getString(2));
        });
    return statuses;
  }

  private Map<String, Long> versions(java.util.Collection<String> ids) {
    Map<String, Long> versions = new HashMap<>();
    jdbc.query(
        "select command_id::text, max(version) from command_event group by command_id",
        row -> {
          versions.put(row.getString(1), row.getLong(2));
        });
    versions.keySet().retainAll(new HashSet<>(ids));
    return versions;
  }
}
