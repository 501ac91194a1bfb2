package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Tokens;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the command line's session. */
@Command(
    name = "logout",
    mixinStandardHelpOptions = true,
    description =
        "Revokes the command line's token and forgets it. The next command logs in again where it may; `aios sessions revoke --all` ends every session.")
final class LogoutCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  LogoutCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean was = new Tokens(dataOption.data(), dataOption.running(), Clock.systemUTC()).revoke();
    terminal.say(was ? "Logged out" : "Nobody was logged in");
    return 0;
  }
}
