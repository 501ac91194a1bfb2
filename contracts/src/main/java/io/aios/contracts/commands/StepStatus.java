package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a step stands. */
public enum StepStatus {
  PENDING,
  /** Somebody has to agree to it first. */
  AWAITING_APPROVAL,
  /** It failed and is tried again. */
  WAITING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  SKIPPED,
  OUTCOME_UNKNOWN;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
