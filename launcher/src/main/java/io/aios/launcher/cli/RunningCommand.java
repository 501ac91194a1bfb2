package io.aios.launcher.cli;

import io.aios.launcher.data.SuiteState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** For the script: exit status 0 when a suite runs on the data directory. */
@Command(name = "running", hidden = true)
final class RunningCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    return SuiteState.running(data.data()).isPresent() ? 0 : CommandFailure.NOT_RUNNING;
  }
}
