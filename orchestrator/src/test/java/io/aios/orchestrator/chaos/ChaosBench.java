package io.aios.orchestrator.chaos;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.orchestrator.fixture.OrchestratorProcess;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Two minutes of it. */
public final class ChaosBench {
  private static final Duration WARMING_UP = Duration.ofSeconds(5);
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration TAKEOVER = Duration.ofSeconds(10);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private ChaosBench() {}

  /**
   * @param arguments the report's file, seconds of load, commands a second
   */
  public static void main(String[] arguments) throws Exception {
    Duration load = Duration.ofSeconds(Long.parseLong(arguments[1]));
    int perSecond = Integer.parseInt(arguments[2]);
    Map<String, String> infrastructure =
        Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA);
    Path directory = Files.createTempDirectory("aios-chaos");
    Path cache = directory.resolve("orchestrator.aot");
    recordAotCache(infrastructure, directory, cache);
    Chaos.Outcome outcome =
        new Chaos(
                infrastructure,
                new Chaos.Settings(
                    false,
                    WARMING_UP,
                    perSecond,
                    load,
                    EVERY,
                    LEASE,
                    directory,
                    List.of("-XX:AOTCache=" + cache)))
            .run();
    Report report =
        new Report(
            "Orchestrators killed under load",
            """
            `./aios bench engine-chaos`: three orchestrators over one database, each a process; %d commands/s for %d s, offered over REST with
            idempotency keys, and again until accepted. Every %d s, or as soon as another is ready to serve too, one is killed (SIGKILL) and started again,
            with an AOT cache as `./aios up` makes it and a lease time of %d s. %d cores for all of it, Postgres, Kafka, tools and load generator included."""
                .formatted(
                    perSecond,
                    load.toSeconds(),
                    EVERY.toSeconds(),
                    LEASE.toSeconds(),
                    Runtime.getRuntime().availableProcessors()));
    report.table();
    long expected = load.dividedBy(EVERY.multipliedBy(2));
    report.line("kills", outcome.kills(), "≥ " + expected, outcome.kills() >= expected);
    report.promises(outcome.load(), outcome.reckoning());
    report.line(
        "longest time that a command was nobody's, from the dead one's last sign of life, ms",
        outcome.takeover().toMillis(),
        "≤ " + TAKEOVER.toMillis(),
        outcome.takeover().compareTo(TAKEOVER) <= 0);
    var counts = Report.counts(outcome.load().answers);
    report.line("answers", counts);
    System.err.println(Report.details(outcome.load().answers));
    int unclear = counts.getOrDefault(Kind.UNCLEAR, 0) + counts.getOrDefault(Kind.SILENT, 0);
    report.line("of them neither accepted nor a clear refusal", unclear, "0", unclear == 0);
    report.line(
        "time to answer, ms: p50 · p99 · longest",
        Report.times(
            outcome.load().answers.stream().filter(a -> a.kind() == Kind.ACCEPTED).toList()));
    System.exit(report.write(Path.of(arguments[0])) ? 0 : 1);
  }

  /** A run under some load whose classes and profiles later ones start with (JEP 514, JEP 515). */
  private static void recordAotCache(Map<String, String> infrastructure, Path directory, Path cache)
      throws Exception {
    try (ToolServer tools = new ToolServer();
        OrchestratorProcess process =
            new OrchestratorProcess(infrastructure, tools.url(), directory.resolve("training.log"))
                .withJvmOptions(List.of("-XX:AOTCacheOutput=" + cache))) {
      process.start();
      while (!process.isReady()) {
        Thread.sleep(100);
      }
      new Load(List.of(process.url()), "training", true).offer(50, WARMING_UP);
      process.stop();
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("No AOT cache, see " + directory.resolve("training.log"));
    }
  }
}
