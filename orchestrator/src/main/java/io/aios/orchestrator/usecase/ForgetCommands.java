package io.aios.orchestrator.usecase;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Removes commands whose time to be kept is over. */
@Component
public final class ForgetCommands {
  private static final int BATCH = 500;

  private final Commands commands;
  private final OrchestratorProperties properties;
  private final InstantSource clock;

  ForgetCommands(Commands commands, OrchestratorProperties properties, InstantSource clock) {
    this.commands = commands;
    this.properties = properties;
    this.clock = clock;
  }

  /** Until nothing is too old; commands that have not ended stay however old they are. */
  public void forget() {
    Instant before = clock.instant().minus(properties.retention());
    int removed;
    do {
      removed = commands.forgetOld(before, BATCH);
    } while (removed > 0);
  }
}
