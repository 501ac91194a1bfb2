package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.domain.ToolLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.PatternMatchUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of single tools.
 *
 * @param toolLimits in their order: of each value the first counts whose pattern fits
 */
@Validated
@ConfigurationProperties("aios.gateway")
record ToolLimitProperties(@DefaultValue List<@Valid Rule> toolLimits) {

  /**
   * What holds for some tools; what is absent is left to the next rule.
   *
   * @param tools their names, {@code *} for any characters
   * @param cost units that a call takes out of quotas, instead of what the tool declares
   * @param running calls at once at all gateways together
   * @param identical calls of one caller with the same arguments; 0 for as many as it likes
   */
  record Rule(
      @NotBlank String tools,
      @Nullable @Positive @Max(ToolLimits.MOST_UNITS) Integer cost,
      @Nullable @Positive Integer running,
      @Nullable @PositiveOrZero Integer identical) {}

  /**
   * @param declared the tool's own cost
   */
  ToolLimits of(String tool, int declared) {
    Integer cost = null;
    Integer running = null;
    Integer identical = null;
    for (Rule rule : toolLimits) {
      if (PatternMatchUtils.simpleMatch(rule.tools(), tool)) {
        cost = first(cost, rule.cost());
        running = first(running, rule.running());
        identical = first(identical, rule.identical());
      }
    }
    return new ToolLimits(Objects.requireNonNullElse(cost, declared), running, identical);
  }

  private static @Nullable Integer first(@Nullable Integer known, @Nullable Integer next) {
    return known == null ? next : known;
  }
}
