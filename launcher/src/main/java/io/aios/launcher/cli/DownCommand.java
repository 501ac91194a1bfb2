package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.data.SuiteState;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the suite. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the suite gracefully; its data stays.")
final class DownCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "End it by force after this long (default: ${DEFAULT-VALUE}).")
  private int patienceSeconds;

  DownCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    dataOption.refuseContainers("`docker compose stop` stops it");
    SuiteState state = dataOption.running();
    ProcessHandle process =
        ProcessHandle.of(state.pid())
            .orElseThrow(
                () -> new CommandFailure(CommandFailure.NOT_RUNNING, "the suite has just ended"));
    long began = System.nanoTime();
    terminal.progress("Stopping pid " + state.pid());
    process.destroy();
    try {
      process.onExit().get(patienceSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      terminal.say("Not stopped after " + patienceSeconds + " s, ending it by force");
      process.destroyForcibly();
      process.onExit().get();
    }
    SuiteState.clear(dataOption.data());
    terminal.say("Stopped in %.1f s".formatted((System.nanoTime() - began) / 1e9));
    return 0;
  }
}
