package io.aios.platform.secrets;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the master keys are.
 *
 * @param keyFile a Tink keyset of AES-256-GCM keys as JSON, which the operator made ({@code aios
 *     secrets create}); {@code secrets/master-keys.json} in the data directory when left out, made
 *     on the first start
 * @param checkInterval how soon a changed file is noticed and data keys are wrapped again
 */
@ConfigurationProperties("aios.secrets")
public record SecretsProperties(
    @Nullable Path keyFile, @DefaultValue("5s") Duration checkInterval) {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  public SecretsProperties {
    if (checkInterval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "aios.secrets.check-interval is %s; it is at least %s"
              .formatted(checkInterval, SHORTEST));
    }
  }
}
