package io.aios.contracts.triggers;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a firing. */
public enum FiringStatus {
  /** Decided, its command not yet accepted. */
  PENDING,
  SUBMITTED,
  /** The command was refused, for good. */
  REFUSED,
  SKIPPED;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
