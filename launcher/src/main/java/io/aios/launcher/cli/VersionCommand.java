package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.suite.SuiteVersion;
import picocli.CommandLine.Command;

/** Prints the version. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version of AIOS.")
final class VersionCommand implements Runnable {
  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.print("aios " + SuiteVersion.current());
  }
}
