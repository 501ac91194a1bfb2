package io.aios.launcher.cli;

import static io.aios.launcher.cli.UsersCommand.send;

import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** One's own second factors. */
@Command(
    name = "factors",
    description = "Adds and removes your second factors; passkeys are added in a browser.",
    mixinStandardHelpOptions = true)
final class FactorsCommand {
  private static final String TOTP = "/api/v1/account/totp";
  private static final String PASSWORD = "password";
  private static final String CODE = "code";

  private final Terminal terminal;

  FactorsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", description = "What you have.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data) throws IOException, InterruptedException {
    JsonNode factors = send(data, "GET", "/api/v1/account/factors", null);
    terminal.print("authenticator app  " + (factors.path("totp").asBoolean() ? "yes" : "no"));
    terminal.print("passkeys           " + (factors.path("passkeys").asBoolean() ? "yes" : "no"));
    return 0;
  }

  @Command(
      name = "add",
      description =
          "Prints a secret for an authenticator app, to be confirmed; asks for your password.",
      mixinStandardHelpOptions = true)
  int add(@Mixin DataOption data) throws IOException, InterruptedException {
    String password = String.valueOf(SecretInput.read(List.of(PASSWORD), System.in).get(PASSWORD));
    JsonNode begun = send(data, "POST", TOTP, Map.of(PASSWORD, password));
    terminal.print(begun.path("uri").asString(""));
    terminal.say("Give the app this address or the secret " + begun.path("secret").asString(""));
    terminal.say("and then its code to `aios factors confirm`");
    return 0;
  }

  @Command(
      name = "confirm",
      description = "From now on logins ask for a code; prints recovery codes.",
      mixinStandardHelpOptions = true)
  int confirm(
      @Mixin DataOption data,
      @Parameters(paramLabel = "CODE", description = "What the app shows.") String code)
      throws IOException, InterruptedException {
    JsonNode confirmed = send(data, "PUT", TOTP, Map.of(CODE, code));
    confirmed
        .path("recoveryCodes")
        .valueStream()
        .forEach(recovery -> terminal.print(recovery.asString("")));
    terminal.say("Keep these codes: each works once when the app is lost");
    return 0;
  }

  @Command(
      name = "remove",
      description = "Removes the authenticator app.",
      mixinStandardHelpOptions = true)
  int remove(
      @Mixin DataOption data,
      @Parameters(paramLabel = "CODE", description = "What the app shows, or a recovery code.")
          String code)
      throws IOException, InterruptedException {
    send(data, "POST", TOTP + "/remove", Map.of(CODE, code));
    terminal.say("The authenticator app is removed");
    return 0;
  }
}
