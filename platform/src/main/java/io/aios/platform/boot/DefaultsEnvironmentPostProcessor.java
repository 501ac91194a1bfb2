package io.aios.platform.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Adds {@code aios-defaults.yml} below every other source. A file named in {@code
 * spring.config.import} would win over the importing file, so it cannot carry defaults.
 */
final class DefaultsEnvironmentPostProcessor implements EnvironmentPostProcessor {
  private static final String FILE = "aios-defaults.yml";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      new YamlPropertySourceLoader()
          .load(FILE, new ClassPathResource(FILE))
          .forEach(environment.getPropertySources()::addLast);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE + " from the class path", e);
    }
  }
}
