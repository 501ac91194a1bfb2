package io.aios.platform.boot;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Drops the auto-configurations of parts that a service does not list in {@code
 * aios.platform.uses}. All services may share one class path, so what lies on it says nothing about
 * what a service wants.
 */
final class UsedPartsFilter implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "postgres",
          List.of(
              "org.springframework.boot.jdbc.",
              "org.springframework.boot.flyway.",
              "org.springframework.boot.transaction.",
              "org.springframework.boot.persistence.",
              "io.aios.platform.persistence."),
          "kafka",
          List.of("org.springframework.boot.kafka."),
          "redis",
          List.of("org.springframework.boot.data.redis.", "org.springframework.boot.netty."),
          "gateway",
          List.of("org.springframework.cloud.gateway."),
          "load-balancer",
          List.of(
              "org.springframework.cloud.loadbalancer.",
              "org.springframework.cloud.client.loadbalancer.",
              "org.springframework.cloud.netflix.eureka.loadbalancer."),
          "authorization-server",
          List.of("org.springframework.boot.security.oauth2.server.authorization."),
          "openapi",
          List.of("org.springdoc."),
          "eureka-server",
          List.of(
              "org.springframework.cloud.netflix.eureka.server.",
              "org.springframework.boot.freemarker."),
          "never",
          List.of(
              "org.springframework.boot.data.autoconfigure.web.",
              "org.springframework.boot.jackson2.",
              "org.springframework.boot.webmvc.autoconfigure.error.",
              "org.springframework.cloud.autoconfigure."));

  private Set<String> uses = Set.of();

  @Override
  public void setEnvironment(Environment environment) {
    uses =
        new HashSet<>(
            Binder.get(environment)
                .bind("aios.platform.uses", Bindable.listOf(String.class))
                .orElse(List.of()));
    Set<String> unknown = new HashSet<>(uses);
    unknown.removeAll(PARTS.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "aios.platform.uses names " + unknown + "; known parts are " + PARTS.keySet());
    }
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
    boolean[] matches = new boolean[autoConfigurationClasses.length];
    for (int i = 0; i < matches.length; i++) {
      matches[i] = isUsed(autoConfigurationClasses[i]);
    }
    return matches;
  }

  private boolean isUsed(@Nullable String name) {
    return name == null
        || PARTS.entrySet().stream()
            .filter(part -> part.getValue().stream().anyMatch(name::startsWith))
            .allMatch(part -> uses.contains(part.getKey()));
  }
}
