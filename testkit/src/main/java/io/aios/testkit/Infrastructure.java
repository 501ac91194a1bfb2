package io.aios.testkit;

import java.util.HashMap;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Real Postgres, Redis and Kafka for tests: each is started once per JVM, when first asked for, on
 * a free loopback port, and ends with the JVM.
 */
public final class Infrastructure {
  /** A part that a test needs. */
  public enum Part {
    POSTGRES,
    REDIS,
    KAFKA
  }

  private Infrastructure() {}

  /** The Spring properties that point a service at the parts; Postgres is a new, empty database. */
  public static Map<String, String> properties(Part... parts) {
    Map<String, String> properties = new HashMap<>();
    properties.put("eureka.client.enabled", "false");
    for (Part part : parts) {
      switch (part) {
        case POSTGRES -> properties.putAll(TestPostgres.newDatabase());
        case REDIS -> {
          properties.put("spring.data.redis.host", "127.0.0.1");
          properties.put("spring.data.redis.port", String.valueOf(TestRedis.port()));
        }
        case KAFKA ->
            properties.put("spring.kafka.bootstrap-servers", TestKafka.bootstrapServers());
      }
    }
    return properties;
  }

  /** For a {@code @DynamicPropertySource} method. */
  public static void register(DynamicPropertyRegistry registry, Part... parts) {
    properties(parts).forEach((name, value) -> registry.add(name, () -> value));
  }
}
