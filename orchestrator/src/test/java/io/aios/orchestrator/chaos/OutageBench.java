package io.aios.orchestrator.chaos;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.orchestrator.chaos.Outages.Manner;
import io.aios.orchestrator.chaos.Outages.Part;
import io.aios.orchestrator.fixture.OrchestratorProcess;
import io.aios.orchestrator.fixture.ToolServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Each server away for half a minute, once frozen and once stopped. */
public final class OutageBench {
  private static final Duration AROUND = Duration.ofSeconds(5);

  private OutageBench() {}

  /**
   * @param arguments the report's file, seconds that each is away, commands a second
   */
  public static void main(String[] arguments) throws Exception {
    Outages.Settings settings =
        new Outages.Settings(
            Integer.parseInt(arguments[2]),
            Duration.ofSeconds(Long.parseLong(arguments[1])),
            AROUND);
    Path directory = Files.createTempDirectory("aios-outages");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Report report =
        new Report(
            "Postgres, Redis and Kafka away under load",
            """
            `./aios bench engine-outages`: two orchestrators, each a process; %d commands/s over REST with idempotency keys. A server is away for %d s:
            frozen (SIGSTOP: it keeps its connections and answers nothing) or stopped and started. What was refused is offered again afterwards, under its
            key. %d cores for all of it."""
                .formatted(
                    settings.perSecond(),
                    settings.away().toSeconds(),
                    Runtime.getRuntime().availableProcessors()));
    try (Outages outages =
        new Outages(directory, (parts, tools) -> process(directory, parts, tools))) {
      for (Part part : Part.values()) {
        for (Manner manner : Manner.values()) {
          add(report, part, manner, outages.run(Map.of(part, manner), settings));
        }
      }
    }
    System.exit(report.write(Path.of(arguments[0])) ? 0 : 1);
  }

  private static Outages.Node process(
      Path directory, Map<String, String> infrastructure, ToolServer tools) throws Exception {
    OrchestratorProcess process =
        new OrchestratorProcess(
            infrastructure, tools.url(), Files.createTempFile(directory, "orchestrator", ".log"));
    process.start();
    while (!process.isReady()) {
      Thread.sleep(100);
    }
    return new Outages.Node(process.url(), process::close);
  }

  private static void add(Report report, Part part, Manner manner, Outages.Outcome outcome) {
    report.section((part + " " + manner).toLowerCase(java.util.Locale.ROOT));
    report.table();
    List<Answer> meanwhile = outcome.meanwhile();
    Map<Kind, Integer> counts = Report.counts(meanwhile);
    report.line("answers while it was away", counts);
    int refused = counts.getOrDefault(Kind.REFUSED, 0);
    if (part != Part.POSTGRES) {
      report.line("of them refused", refused, "0", refused == 0);
    }
    int unclear = meanwhile.size() - counts.getOrDefault(Kind.ACCEPTED, 0) - refused;
    report.line("of them neither accepted nor a clear refusal", unclear, "0", unclear == 0);
    report.line("time to answer then, ms: p50 · p99 · longest", Report.times(meanwhile));
    report.line(
        "from its return until a new command was accepted, ms",
        outcome.recoveryMillis().isPresent() ? outcome.recoveryMillis().getAsLong() : "–");
    report.line(
        "until all had ended and was on Kafka, %d s of further load included, ms"
            .formatted(AROUND.toSeconds()),
        outcome.doneAt() - outcome.backAt());
    report.promises(outcome.load(), outcome.reckoning());
  }
}
