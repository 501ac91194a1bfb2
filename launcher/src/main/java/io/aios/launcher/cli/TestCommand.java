package io.aios.launcher.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands in the help for what the script does itself, since tests need no built suite. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "Builds everything and runs all tests (./mvnw verify), and says what was not run.")
final class TestCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "MAVEN_ARGUMENT", description = "Passed on to Maven.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    throw new CommandFailure(
        CommandFailure.USAGE,
        "run tests with the script in the source folder: ./aios test "
            + String.join(" ", arguments));
  }
}
