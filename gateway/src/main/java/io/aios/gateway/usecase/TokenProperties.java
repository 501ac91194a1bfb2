package io.aios.gateway.usecase;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Tokens for values in answers.
 *
 * @param life for which a value is kept after it was last seen in an answer
 * @param perUser values of one user; with more, the oldest go
 * @param longest value that gets a token, in characters; longer ones are redacted
 * @param externalServers aliases of external servers that get values in arguments; to others of
 *     them none goes
 */
@Validated
@ConfigurationProperties("aios.gateway.tokens")
public record TokenProperties(
    @DefaultValue("1d") Duration life,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int perUser,
    @DefaultValue("16384") @Min(64) int longest,
    @DefaultValue Set<String> externalServers) {
  public TokenProperties {
    if (life.isNegative() || life.isZero() || life.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException(
          "aios.gateway.tokens.life must be up to 366 days, not " + life);
    }
    externalServers = Set.copyOf(externalServers);
  }
}
