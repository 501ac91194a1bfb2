package io.aios.gateway.usecase;

import io.aios.gateway.domain.MachineUse;
import java.util.Optional;

/** The machine that this gateway runs on. */
public interface Machine {
  /** As of a moment ago; empty where the machine does not say, and before the first look. */
  Optional<MachineUse> use();

  /** The first look takes most of a second; this takes it. */
  void prepare();
}
