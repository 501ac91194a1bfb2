package io.aios.platform.boot;

import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts a service by its name: its configuration is {@code <name>.yml}, so that many services can
 * share one class path, on top of {@code aios-defaults.yml}.
 */
public final class AiosApplication {
  private AiosApplication() {}

  public static ConfigurableApplicationContext run(
      Class<?> application, String name, String... args) {
    return builder(application, name).run(args);
  }

  public static SpringApplicationBuilder builder(Class<?> application, String name) {
    return new SpringApplicationBuilder(application)
        .properties(Map.of("spring.config.name", name, "spring.application.name", name));
  }
}
