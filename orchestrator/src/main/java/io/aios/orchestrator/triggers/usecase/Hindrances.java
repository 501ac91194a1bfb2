package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.TriggerError;
import org.jspecify.annotations.Nullable;

/**
 * What kept a trigger from running its command.
 *
 * @param dropped firings beyond the rate
 * @param errors others
 * @param last of the others
 */
public record Hindrances(long dropped, long errors, @Nullable TriggerError last) {
  static final Hindrances NONE = new Hindrances(0, 0, null);
}
