package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a command stands. */
public enum CommandStatus {
  RUNNING,
  /** Nothing runs before somebody has agreed to a step. */
  AWAITING_APPROVAL,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** A call that cannot be repeated safely may or may not have had its effect. */
  OUTCOME_UNKNOWN,
  /** It has ended, and what it did is being undone. */
  UNDOING,
  /** Nothing that it did stays done. */
  UNDONE,
  /** Some of what it did could not be undone. */
  PARTLY_UNDONE;

  /** Whether nothing more happens by itself. */
  public boolean isFinal() {
    return switch (this) {
      case RUNNING, AWAITING_APPROVAL, UNDOING -> false;
      case SUCCEEDED, FAILED, CANCELLED, OUTCOME_UNKNOWN, UNDONE, PARTLY_UNDONE -> true;
    };
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
