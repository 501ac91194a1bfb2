package io.aios.contracts.triggers;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a run may begin while an earlier run of the same trigger goes on. */
public enum Overlap {
  SKIP,
  ALLOW;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
