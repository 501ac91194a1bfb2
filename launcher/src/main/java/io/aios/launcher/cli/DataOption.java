package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.SuiteState;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data directory that a command is about. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory (default: $AIOS_DATA or ~/.aios).")
  private @Nullable Path directory;

  DataDirectory data() {
    return directory == null ? DataDirectory.standard() : new DataDirectory(directory);
  }

  /** The state of the suite running there. */
  SuiteState running() {
    return SuiteState.running(data())
        .orElseThrow(
            () ->
                new CommandFailure(
                    CommandFailure.NOT_RUNNING,
                    "no suite is running on " + data().root() + "; start it with `aios up`"));
  }

  /**
   * For commands about the processes or the files of one machine.
   *
   * @param instead what to do where the suite runs in containers
   */
  void refuseContainers(String instead) {
    if (SuiteState.running(data()).filter(SuiteState::isInContainers).isPresent()) {
      throw new CommandFailure(CommandFailure.FAILED, "the suite runs in containers: " + instead);
    }
  }

  /** The gateway of the suite running there, to be closed by the caller. */
  Gateway gateway() {
    return new Gateway(data(), running(), Clock.systemUTC());
  }
}
