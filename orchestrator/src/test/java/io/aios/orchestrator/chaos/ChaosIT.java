package io.aios.orchestrator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./aios bench engine-chaos}. */
class ChaosIT {
  @Test
  void keepsEveryPromiseWhileOrchestratorsAreKilled() throws Exception {
    Path logs = Files.createDirectories(Path.of("target", "chaos"));
    Map<String, String> infrastructure =
        Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA);

    Chaos.Outcome outcome =
        new Chaos(
                infrastructure,
                new Chaos.Settings(
                    true,
                    Duration.ofSeconds(2),
                    40,
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    logs,
                    List.of()))
            .run();

    System.out.println(outcome.kills() + " kills, " + outcome.reckoning());
    assertThat(outcome.reckoning().faults()).isEmpty();
    assertThat(outcome.load().accepted).hasSize(500);
    assertThat(outcome.load().answers)
        .filteredOn(answer -> answer.kind() == Kind.UNCLEAR || answer.kind() == Kind.SILENT)
        .isEmpty();
    assertThat(outcome.kills()).isPositive();
    assertThat(outcome.takeover()).isLessThan(Duration.ofSeconds(10));
    assertThat(outcome.reckoning().statuses().get("succeeded")).isGreaterThan(250);
  }
}
