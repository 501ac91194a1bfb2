package io.aios.security.domain;

import java.time.Duration;

/**
 * How keys follow one another.
 *
 * @param rotation how long a key signs
 * @param announcement how long a key is published before it signs; longer than receivers cache keys
 * @param tokenLife how long a key is published after it signed last
 */
public record RotationPolicy(Duration rotation, Duration announcement, Duration tokenLife) {
  public RotationPolicy {
    if (announcement.compareTo(rotation) >= 0) {
      throw new IllegalArgumentException(
          "Keys are announced " + announcement + " ahead, but sign only for " + rotation);
    }
  }
}
