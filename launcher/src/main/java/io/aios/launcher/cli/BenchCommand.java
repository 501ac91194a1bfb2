package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a benchmark of the source folder. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Runs bench/NAME/run; without a name, lists the benchmarks.")
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The benchmark.")
  private @Nullable String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "For its script.")
  private List<String> arguments = List.of();

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path bench = Path.of(System.getProperty("aios.home", "."), "bench");
    if (name == null) {
      names(bench).forEach(terminal::print);
      return 0;
    }
    Path script = bench.resolve(name).resolve("run");
    if (!script.normalize().startsWith(bench) || !Files.isExecutable(script)) {
      throw new CommandFailure(
          CommandFailure.USAGE, "there is no benchmark '" + name + "'; there are " + names(bench));
    }
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("AIOS_DATA", dataOption.data().root().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start().waitFor();
  }

  private static List<String> names(Path bench) throws IOException {
    if (!Files.isDirectory(bench)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(bench)) {
      return folders
          .filter(folder -> Files.isExecutable(folder.resolve("run")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
