package io.aios.contracts.tools;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a call of a tool may do; policies, approvals and permissions speak in these terms. */
public enum Risk {
  /** Changes nothing. */
  READ,
  /** Changes state that can be changed back. */
  WRITE,
  /** Loses something that cannot be brought back. */
  DESTRUCTIVE,
  /** Leaves the machine. */
  EXTERNAL;

  /** The name on the wire and in permissions: {@code read}, {@code write} … */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
