package io.aios.gateway.infrastructure.redis;

import io.aios.contracts.tools.Risk;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the same client of the same user may call the same tool with the same arguments, where
 * nothing is set for the tool; 0 for as often as it likes.
 *
 * @param reads of a tool that only reads
 * @param others of any other tool
 * @param window in which they are counted
 * @param remembered different calls at most; beyond that the least used are forgotten
 */
@Validated
@ConfigurationProperties("aios.gateway.loops")
record LoopProperties(
    @DefaultValue("120") @PositiveOrZero int reads,
    @DefaultValue("20") @PositiveOrZero int others,
    @DefaultValue("1m") Duration window,
    @DefaultValue("100000") @Positive long remembered) {

  int most(Risk risk) {
    return risk == Risk.READ ? reads : others;
  }
}
