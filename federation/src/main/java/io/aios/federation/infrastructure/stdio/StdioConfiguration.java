package io.aios.federation.infrastructure.stdio;

import io.aios.sandbox.Sandbox;
import io.aios.sandbox.SandboxHealth;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StdioConfiguration {
  @Bean(destroyMethod = "")
  Sandbox sandbox() throws IOException {
    return Sandbox.detect();
  }

  @Bean
  SandboxedCommands sandboxedCommands(
      Sandbox sandbox, StdioProperties properties, @Value("${aios.data-dir}") Path data) {
    Path homes = data.toAbsolutePath().resolve("federation").resolve("homes");
    return new SandboxedCommands(sandbox, new Homes(homes), properties);
  }

  /** DOWN where commands cannot be run safely; servers behind HTTP go on. */
  @Bean
  HealthIndicator sandboxHealthIndicator(Sandbox sandbox) {
    return () -> {
      SandboxHealth health = sandbox.health();
      return health.available()
          ? Health.up().withDetail("proven", health.facts()).build()
          : Health.down()
              .withDetail("cause", String.valueOf(health.cause()))
              .withDetail("fix", String.valueOf(health.fix()))
              .build();
    };
  }
}
