package io.aios.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether programs can be run safely here, found by running one.
 *
 * @param cause why not, naming what was found; null when available
 * @param fix what an operator can do about it; null when available
 * @param facts what the self-test proved
 * @param degraded limits that hold less than {@link Limits} says, and why
 */
public record SandboxHealth(
    @Nullable String cause, @Nullable String fix, List<String> facts, List<String> degraded) {

  public SandboxHealth {
    facts = List.copyOf(facts);
    degraded = List.copyOf(degraded);
  }

  static SandboxHealth unavailable(String cause, String fix) {
    return new SandboxHealth(cause, fix, List.of(), List.of());
  }

  public boolean available() {
    return cause == null;
  }
}
