package io.aios.sysops.usecase;

import java.util.Optional;

/** Something of the operating system that some tools need and not every machine has. */
public interface BackEnd {
  /** Kebab-case, as health shows it. */
  String name();

  /** Why it cannot be used here, or empty when it can. */
  Optional<String> problem();

  /** Whether the server is of no use without it. */
  default boolean essential() {
    return false;
  }
}
