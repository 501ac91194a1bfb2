package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.AccessToken;
import io.aios.launcher.cli.gateway.DeviceLogin;
import io.aios.launcher.cli.gateway.Tokens;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets a token for later commands. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description =
        "Logs in on this machine without a password. Other commands do so by themselves; this is for another user than the suite's owner (--browser, --device), or to start over.")
final class LoginCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @ArgGroup(exclusive = true)
  private Way way = new Way();

  /** How to log in; by the owner's key file where nothing is said. */
  static final class Way {
    @Option(names = "--browser", description = "Log in with name and password in a browser.")
    private boolean browser;

    @Option(
        names = "--device",
        description = "Log in with a browser on another device, where a code has to be typed.")
    private boolean device;
  }

  LoginCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Tokens tokens = new Tokens(dataOption.data(), dataOption.running(), Clock.systemUTC());
    AccessToken token;
    if (way.device) {
      token = tokens.byDevice(this::show);
    } else {
      token = way.browser ? tokens.byBrowser(this::open) : tokens.renew();
    }
    terminal.say("Logged in until " + token.expiresAt());
    return 0;
  }

  private void show(DeviceLogin.Shown shown) {
    terminal.say("Open this address on any device, log in, and type the code " + shown.code());
    terminal.say("  " + shown.address());
  }

  private void open(URI uri) {
    terminal.say(
        "Open this address to log in (user admin, password in "
            + dataOption.data().secrets().resolve("admin-password")
            + "):");
    terminal.say("  " + uri);
    try {
      new ProcessBuilder("xdg-open", uri.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // no desktop: the address is printed
    }
  }
}
