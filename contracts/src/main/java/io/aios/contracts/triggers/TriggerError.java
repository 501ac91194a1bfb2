package io.aios.contracts.triggers;

import java.time.Instant;

/**
 * What kept a trigger from running its command.
 *
 * @param code {@code expression-failed}, {@code loop-ended}, {@code firing-failed}, or the type of
 *     the problem for which its command was refused, such as {@code permission-denied}
 */
public record TriggerError(Instant at, String code, String detail) {
  public static final String EXPRESSION_FAILED = "expression-failed";
  public static final String LOOP_ENDED = "loop-ended";
  public static final String FIRING_FAILED = "firing-failed";
}
