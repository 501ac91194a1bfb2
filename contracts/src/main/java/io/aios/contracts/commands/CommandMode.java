package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the submitter waits for the end. */
public enum CommandMode {
  SYNC,
  ASYNC;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
