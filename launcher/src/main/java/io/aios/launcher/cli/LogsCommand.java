package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.LogLines;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.data.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the services wrote to their log. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows the services' log, readable; postgres and redis name those logs.")
final class LogsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "Only this one, such as gateway.")
  private @Nullable String service;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as lines are written.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "Begin with the last N lines (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--level", description = "Least level: debug, info, warn or error.")
  private @Nullable String level;

  @Option(names = "--json", description = "Print the JSON lines as they are.")
  private boolean json;

  LogsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    dataOption.refuseContainers("`docker compose logs` shows what they log");
    List<Path> files = files(dataOption.data());
    if (files.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.FAILED,
          "there is no log%s below %s"
              .formatted(service == null ? "" : " of " + service, dataOption.data().logs()));
    }
    LogLines lines = new LogLines(terminal, service, level, json);
    List<BufferedReader> readers = new ArrayList<>();
    try {
      for (Path file : files) {
        readers.add(Files.newBufferedReader(file));
      }
      showLast(readers, lines);
      while (follow) {
        boolean any = false;
        for (BufferedReader reader : readers) {
          any |= showNew(reader, lines);
        }
        TimeUnit.MILLISECONDS.sleep(any ? 0 : 200);
      }
    } finally {
      for (BufferedReader reader : readers) {
        reader.close();
      }
    }
    return 0;
  }

  /** One file for all services, or, when they run isolated, one each. */
  private List<Path> files(DataDirectory data) throws IOException {
    List<Path> files = new ArrayList<>();
    if (service != null && Files.exists(data.logs().resolve(service + ".log"))) {
      files.add(data.logs().resolve(service + ".log"));
    } else if (Files.exists(data.serviceLog())) {
      files.add(data.serviceLog());
    }
    return files;
  }

  private void showLast(List<BufferedReader> readers, LogLines lines) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    for (BufferedReader reader : readers) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (lines.isWanted(line)) {
          last.addLast(line);
          if (last.size() > count) {
            last.removeFirst();
          }
        }
      }
    }
    last.forEach(lines::show);
  }

  private static boolean showNew(BufferedReader reader, LogLines lines) throws IOException {
    boolean any = false;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      any = true;
      if (lines.isWanted(line)) {
        lines.show(line);
      }
    }
    return any;
  }
}
