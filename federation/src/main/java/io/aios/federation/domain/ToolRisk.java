package io.aios.federation.domain;

import java.util.Locale;

/** What a call of an external tool may do. */
public enum ToolRisk {
  READ,
  WRITE,
  DESTRUCTIVE,
  EXTERNAL;

  /** {@code read} for {@link #READ}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
