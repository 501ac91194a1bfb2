package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the failure of a step means for its command. */
public enum OnError {
  /** Nothing more begins, what runs ends, the command fails. */
  STOP,
  /** The command goes on. */
  CONTINUE,
  /** The command fails, and what it did is undone. */
  COMPENSATE;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
