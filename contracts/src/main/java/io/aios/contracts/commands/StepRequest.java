package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan.
 *
 * @param id an identifier by which other steps refer to this one
 * @param arguments strings may hold CEL between "${" and "}", over {@code <id>.result}, {@code
 *     <id>.text}, {@code <id>.content} and {@code <id>.error} of earlier steps, the plan's {@code
 *     input} and, with {@code forEach}, {@code item} and {@code index}; a string that is one
 *     expression keeps its type; "$${" stands for a plain "${"
 * @param needs steps that have to succeed first; those referred to are needed without saying so
 * @param when CEL; the step is skipped when it is false
 * @param forEach run the step for each item of a list; its result is the list of results
 * @param retry what to do when it fails
 * @param timeout of one call, as ISO 8601 or in seconds
 * @param onError what its failure means; {@code stop} when absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepRequest(
    String id,
    String tool,
    @Nullable Map<String, Object> arguments,
    @Nullable List<String> needs,
    @Nullable String when,
    @Nullable ForEachRequest forEach,
    @Nullable RetryRequest retry,
    @Nullable Duration timeout,
    @Nullable OnError onError) {

  /**
   * @param items CEL that gives a list
   * @param limit most items, 100 when absent, 1000 at most; a longer list fails the step
   * @param parallel how many run side by side, 10 when absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ForEachRequest(String items, @Nullable Integer limit, @Nullable Integer parallel) {}

  /**
   * A call is made again when it had no effect, or when making it twice does no harm.
   *
   * @param attempts most calls in all, 2 to 20
   * @param delay before the second; 1 s when absent
   * @param multiplier of the delay for each further one; 2 when absent
   * @param maxDelay longest delay; 1 min when absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RetryRequest(
      int attempts,
      @Nullable Duration delay,
      @Nullable Double multiplier,
      @Nullable Duration maxDelay) {}
}
