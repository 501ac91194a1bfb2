package io.aios.launcher.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to run the suite.
 *
 * @param ports port by part name; 0 means any free one
 * @param isolated one process per service instead of one JVM for all
 * @param services only these, all when empty
 * @param heap of the suite's JVM (or of each service's when isolated), such as {@code 640m}
 * @param properties Spring properties for every service; naming an external Postgres, Redis or
 *     Kafka there means that none is started here
 */
public record SuiteSettings(
    Map<String, Integer> ports,
    boolean isolated,
    List<String> services,
    @Nullable String heap,
    Map<String, String> properties) {

  /** The Spring properties that say where infrastructure is. */
  public static final Map<String, List<String>> PLACES =
      Map.of(
          "postgres", List.of("spring.datasource.url"),
          "redis", List.of("spring.data.redis.url", "spring.data.redis.host"),
          "kafka", List.of("spring.kafka.bootstrap-servers"));

  public SuiteSettings {
    ports = Map.copyOf(ports);
    services = List.copyOf(services);
    properties = Map.copyOf(properties);
  }

  public static SuiteSettings none() {
    return new SuiteSettings(Map.of(), false, List.of(), null, Map.of());
  }

  /** Whether that infrastructure runs elsewhere. */
  public boolean isExternal(String infrastructure) {
    return PLACES.getOrDefault(infrastructure, List.of()).stream()
        .anyMatch(properties::containsKey);
  }

  /** Whether services show each other certificates: between processes, unless told otherwise. */
  public boolean mutualTls() {
    return Boolean.parseBoolean(
        properties.getOrDefault("aios.tls.enabled", Boolean.toString(isolated)));
  }

  /** These settings with an option's values above them. */
  public SuiteSettings overriddenBy(SuiteSettings options) {
    return new SuiteSettings(
        merged(ports, options.ports),
        isolated || options.isolated,
        options.services.isEmpty() ? services : options.services,
        options.heap == null ? heap : options.heap,
        merged(properties, options.properties));
  }

  private static <V> Map<String, V> merged(Map<String, V> below, Map<String, V> above) {
    Map<String, V> merged = new TreeMap<>(below);
    merged.putAll(above);
    return merged;
  }
}
