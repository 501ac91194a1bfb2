package io.aios.federation.domain;

import java.util.Locale;

/** Whether a tool of an external server can be called, and why not. */
public enum ToolState {
  /** Seen, never approved. */
  NEW,
  /** Approved as it is. */
  OFFERED,
  /** Approved once, and now another: neither listed nor callable. */
  QUARANTINED,
  /** Approved once, and gone from the server. */
  ABSENT;

  /** {@code quarantined} for {@link #QUARANTINED}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
