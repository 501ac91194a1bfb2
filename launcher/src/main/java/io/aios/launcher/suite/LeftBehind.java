package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.machine.OwnedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes of this data directory that outlived a killed suite. They are stopped before ports are
 * planned, so that the next start finds the same ports free.
 */
final class LeftBehind {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private LeftBehind() {}

  /** Stops services first, since Postgres waits for its sessions to end. */
  static void stop(DataDirectory data) {
    List<String> names = new ArrayList<>(Member.names());
    names.addAll(List.of(PortPlan.POSTGRES, PortPlan.REDIS));
    for (String name : names) {
      OwnedProcess.leftBehind(data.run().resolve(name + ".pid"))
          .ifPresent(process -> OwnedProcess.stop(process, PATIENCE));
    }
  }
}
