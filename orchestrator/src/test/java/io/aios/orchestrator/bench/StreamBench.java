package io.aios.orchestrator.bench;

import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.Commands;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What it costs to load a command by the length of its stream, up to the longest that the limits of
 * plans allow: reading its events from a real Postgres, and folding them.
 */
public final class StreamBench {
  private static final long WARMING_UP_NANOS = 3_000_000_000L;
  private static final int ROUNDS = 15;

  private final Commands commands;
  private final JdbcTemplate jdbc;
  private final PrintStream out;

  private StreamBench(Orchestrator orchestrator, PrintStream out) {
    commands = orchestrator.context.getBean(Commands.class);
    jdbc = orchestrator.context.getBean(JdbcTemplate.class);
    this.out = out;
  }

  /**
   * @param arguments the report's file
   */
  public static void main(String[] arguments) throws Exception {
    try (ToolServer server = new ToolServer();
        Orchestrator orchestrator =
            new Orchestrator(
                Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA),
                server,
                "--logging.level.root=warn",
                "--aios.orchestrator.store.patience=5m");
        PrintStream out = new PrintStream(Path.of(arguments[0]).toFile())) {
      new StreamBench(orchestrator, out).run();
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private void run() {
    out.println("# Loading a command by the length of its stream\n");
    out.println(
        "`./aios bench engine-streams`: medians of %d loads on %d cores; each result is 1 KB of text.\n"
            .formatted(ROUNDS, Runtime.getRuntime().availableProcessors()));
    out.println("| Command | Events | Stored, KB | Read and parsed, ms | Folded, ms |");
    out.println("|---|---|---|---|---|");
    warmUp(store(Streams.plan(100)));
    line("one call", Streams.plan(1));
    line("plan of 10 steps", Streams.plan(10));
    line("plan of 100 steps", Streams.plan(100));
    line("`forEach` over 100 items", Streams.forEach(100, 1));
    line("`forEach` over 1000 items, the limit of calls", Streams.forEach(1_000, 1));
    line("the same, each succeeding at its third call", Streams.forEach(1_000, 3));
    line("the same, each at its twentieth, the limit of calls", Streams.forEach(1_000, 20));
  }

  private void warmUp(UUID id) {
    long end = System.nanoTime() + WARMING_UP_NANOS;
    while (System.nanoTime() < end) {
      Objects.requireNonNull(commands.find(id));
    }
  }

  private void line(String name, CommandHistory history) {
    UUID id = store(history);
    List<CommandEvent> events = commands.eventsAfter(id, 0);
    double read = median(() -> commands.eventsAfter(id, 0));
    double fold = median(() -> CommandHistory.of(id, events));
    Long bytes =
        jdbc.queryForObject(
            "select sum(octet_length(data::text)) from command_event where command_id = ?",
            Long.class,
            id);
    out.println(
        "| %s | %,d | %,d | %.1f | %.1f |"
            .formatted(name, events.size(), bytes / 1024, read, fold));
  }

  private UUID store(CommandHistory history) {
    commands.create(history, null);
    return history.id();
  }

  private static double median(Supplier<?> work) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      Objects.requireNonNull(work.get());
      millis.add((System.nanoTime() - start) / 1e6);
    }
    Collections.sort(millis);
    return millis.get(ROUNDS / 2);
  }
}
