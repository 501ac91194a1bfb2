package io.aios.mcp;

import java.util.Locale;

/** Who speaks, or who something is meant for. */
public enum Role {
  USER,
  ASSISTANT;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any name but {@code user} and {@code assistant}
   */
  public static Role of(String wire) {
    for (Role role : values()) {
      if (role.wire().equals(wire)) {
        return role;
      }
    }
    throw new IllegalArgumentException("Role '" + wire + "' is neither user nor assistant");
  }
}
