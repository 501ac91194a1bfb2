package io.aios.launcher.settings;

import io.aios.launcher.data.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How to run the suite. In {@code config/aios.yml} every key is optional and an unknown one is an
 * error.
 *
 * @param ports port by part name; 0 means any free one
 * @param isolated one process per service instead of one JVM for all
 * @param services only these, all when empty
 * @param heap of the suite's JVM (or of each service's when isolated), such as {@code 640m}
 * @param postgres an external Postgres, absent for the embedded one
 * @param redis an external Redis, absent for the embedded one
 * @param kafka an external Kafka, absent for the embedded one
 * @param properties Spring properties given to every service
 */
public record SuiteSettings(
    Map<String, Integer> ports,
    boolean isolated,
    List<String> services,
    @Nullable String heap,
    @Nullable Postgres postgres,
    @Nullable Redis redis,
    @Nullable Kafka kafka,
    Map<String, String> properties) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  @SuppressWarnings("ConstantValue") // a file may leave any key out
  public SuiteSettings {
    ports = ports == null ? Map.of() : Map.copyOf(ports);
    services = services == null ? List.of() : List.copyOf(services);
    properties = properties == null ? Map.of() : Map.copyOf(properties);
  }

  /** An external Postgres. */
  public record Postgres(String url, String username, String password) {}

  /**
   * An external Redis.
   *
   * @param url {@code redis://:password@host:6379}
   */
  public record Redis(String url) {}

  /**
   * An external Kafka.
   *
   * @param bootstrapServers {@code host:9092,…}
   */
  public record Kafka(String bootstrapServers) {}

  public static SuiteSettings none() {
    return new SuiteSettings(Map.of(), false, List.of(), null, null, null, null, Map.of());
  }

  /**
   * Reads the file, which may be absent.
   *
   * @throws StartFailure naming the key and line that is wrong
   */
  public static SuiteSettings read(Path file) {
    if (Files.notExists(file)) {
      return none();
    }
    try {
      String text = Files.readString(file);
      return text.isBlank() ? none() : YAML.readValue(text, SuiteSettings.class);
    } catch (JacksonException e) {
      throw new StartFailure(
          "configuration " + file,
          e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ")",
          "Known keys: ports, isolated, services, heap, postgres, redis, kafka, properties.");
    } catch (IOException e) {
      throw StartFailure.of("configuration " + file, e);
    }
  }

  /** These settings with an option's values above them. */
  public SuiteSettings overriddenBy(SuiteSettings options) {
    return new SuiteSettings(
        merged(ports, options.ports),
        isolated || options.isolated,
        options.services.isEmpty() ? services : options.services,
        options.heap == null ? heap : options.heap,
        options.postgres == null ? postgres : options.postgres,
        options.redis == null ? redis : options.redis,
        options.kafka == null ? kafka : options.kafka,
        merged(properties, options.properties));
  }

  private static <V> Map<String, V> merged(Map<String, V> below, Map<String, V> above) {
    Map<String, V> merged = new TreeMap<>(below);
    merged.putAll(above);
    return merged;
  }
}
