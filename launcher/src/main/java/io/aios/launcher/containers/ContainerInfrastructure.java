package io.aios.launcher.containers;

import io.aios.launcher.data.Secrets;
import io.aios.launcher.infrastructure.kafka.KafkaNode;
import io.aios.launcher.settings.SuiteSettings;
import io.aios.launcher.suite.Member;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Postgres, Redis and Kafka in containers of those names, each with a password. One that the
 * owner's settings name runs elsewhere, and they say all that services need to know of it.
 */
record ContainerInfrastructure(Secrets secrets, SuiteSettings settings) {
  private static final String USER = "aios";

  /** Spring properties that tell a service of what it needs. */
  Map<String, String> properties(Set<Member.Needs> needs) {
    Map<String, String> properties = new TreeMap<>();
    for (Member.Needs need : needs) {
      if (!settings.isExternal(need.part())) {
        properties.putAll(properties(need));
      }
    }
    return properties;
  }

  private Map<String, String> properties(Member.Needs need) {
    return switch (need) {
      case POSTGRES ->
          Map.of(
              "spring.datasource.url",
              "jdbc:postgresql://postgres:5432/" + USER + "?reWriteBatchedInserts=true",
              "spring.datasource.username",
              USER,
              "spring.datasource.password",
              password(need));
      case REDIS ->
          Map.of(
              "spring.data.redis.host",
              "redis",
              "spring.data.redis.port",
              "6379",
              "spring.data.redis.password",
              password(need));
      case KAFKA -> KafkaNode.clientProperties("kafka:" + KafkaNode.PORT, password(need));
    };
  }

  /** What each container reads of its own directory, by the file's name. */
  Map<String, Map<String, String>> files() {
    return Map.of(
        "postgres",
        Map.of(
            "admin-password",
            secrets.get("postgres-admin"),
            "password",
            password(Member.Needs.POSTGRES)),
        "redis",
        Map.of(
            "redis.conf",
            "requirepass " + password(Member.Needs.REDIS) + "\n",
            "password",
            password(Member.Needs.REDIS)),
        "kafka",
        Map.of("password", password(Member.Needs.KAFKA)));
  }

  private String password(Member.Needs need) {
    return secrets.get(
        switch (need) {
          case POSTGRES -> "postgres-aios";
          case REDIS -> "redis";
          case KAFKA -> "kafka";
        });
  }
}
