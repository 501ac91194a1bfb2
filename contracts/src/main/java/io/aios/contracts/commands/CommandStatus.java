package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a command stands; all but {@link #RUNNING} are final. */
public enum CommandStatus {
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** A call that cannot be repeated safely may or may not have had its effect. */
  OUTCOME_UNKNOWN;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
