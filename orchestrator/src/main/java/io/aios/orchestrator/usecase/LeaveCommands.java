package io.aios.orchestrator.usecase;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Gives this orchestrator's commands to the others when it stops. */
@Component
public final class LeaveCommands {
  private static final Duration STEP = Duration.ofMillis(20);

  private final CommandRuns runs;
  private final Leases leases;

  LeaveCommands(CommandRuns runs, Leases leases) {
    this.runs = runs;
    this.leases = leases;
  }

  /**
   * Lets running commands end for some time, then leaves them.
   *
   * @throws InterruptedException while waiting; the commands are then taken over a little later
   */
  public void leave(Duration patience) throws InterruptedException {
    for (Duration left = patience; left.isPositive() && runs.size() > 0; left = left.minus(STEP)) {
      Thread.sleep(STEP);
    }
    runs.stopAll();
    leases.resign();
  }
}
