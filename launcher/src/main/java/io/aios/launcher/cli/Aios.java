package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.suite.SuiteVersion;
import java.io.IOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "aios",
    description = "Runs AIOS on this machine and speaks to it.",
    mixinStandardHelpOptions = true,
    versionProvider = Aios.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DoctorCommand.class,
      LoginCommand.class,
      LogoutCommand.class,
      LimitsCommand.class,
      SessionsCommand.class,
      KeysCommand.class,
      AlertsCommand.class,
      UsersCommand.class,
      GroupsCommand.class,
      RolesCommand.class,
      FactorsCommand.class,
      PrivacyCommand.class,
      TokenCommand.class,
      ToolsCommand.class,
      McpCommand.class,
      PolicyCommand.class,
      ServersCommand.class,
      RunCommand.class,
      CommandsCommand.class,
      ApprovalsCommand.class,
      PlansCommand.class,
      TriggersCommand.class,
      AuditCommand.class,
      SecretsCommand.class,
      BenchCommand.class,
      TestCommand.class,
      VersionCommand.class,
      RunningCommand.class,
      WarmCommand.class,
      CommandLine.HelpCommand.class,
      CompletionCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the tool or command failed",
      "2:wrong usage",
      "3:refused: no or wrong token, permission missing, or over the rate",
      "4:the suite is not running",
      "5:the outcome is unknown",
      "6:it waits for somebody's approval"
    },
    footerHeading = "%nStart with `aios up`; `aios COMMAND --help` explains each command.%n")
final class Aios {
  private Aios() {}

  public static void main(String[] args) {
    System.exit(commandLine(Terminal.ofProcess()).execute(args));
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line =
        new CommandLine(new Aios(), new CommandFactory(terminal))
            .registerConverter(PlanReference.class, new PlanReference.Converter())
            .setExecutionExceptionHandler((e, command, parsed) -> report(terminal, e))
            .setCaseInsensitiveEnumValuesAllowed(true);
    // What follows a benchmark's name is for its script.
    Objects.requireNonNull(line.getSubcommands().get("bench")).setStopAtPositional(true);
    return line;
  }

  private static int report(Terminal terminal, Exception e) throws Exception {
    return switch (e) {
      case CommandFailure failure -> {
        terminal.say("aios: " + failure.getMessage());
        yield failure.status();
      }
      case IOException failure -> {
        terminal.say(
            "aios: the suite does not answer (%s); see `aios status`"
                .formatted(
                    Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName())));
        yield CommandFailure.NOT_RUNNING;
      }
      case StartFailure failure -> {
        terminal.say("aios: " + failure.getMessage());
        yield CommandFailure.FAILED;
      }
      default -> throw e;
    };
  }

  /** Version of the suite and of Java. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "aios " + SuiteVersion.current(),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
