package io.aios.contracts.triggers;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a run whose time passed while no orchestrator ran. */
public enum Missed {
  SKIP,
  /** One run, however many were missed. */
  RUN_ONCE;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
