package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.AccessToken;
import io.aios.launcher.cli.gateway.Tokens;
import io.aios.launcher.cli.terminal.Terminal;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Prints a token for other clients. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Prints an access token, for curl or an MCP client.")
final class TokenCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = "[, ]",
      description = "Only these, such as sysops:read or *:read (default: all of the owner's).")
  private Set<String> scopes = Set.of();

  @Option(names = "--json", description = "Print the token with its scopes and end.")
  private boolean json;

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Tokens tokens = new Tokens(dataOption.data(), dataOption.running(), Clock.systemUTC());
    AccessToken token =
        scopes.isEmpty() ? tokens.current() : tokens.withScopes(new TreeSet<>(scopes));
    terminal.print(json ? JsonMapper.builder().build().writeValueAsString(token) : token.value());
    return 0;
  }
}
