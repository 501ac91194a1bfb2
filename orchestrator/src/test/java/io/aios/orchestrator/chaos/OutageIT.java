package io.aios.orchestrator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.orchestrator.chaos.Outages.Manner;
import io.aios.orchestrator.chaos.Outages.Part;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.ToolServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./aios bench engine-outages}, which has half a minute for each. */
class OutageIT {
  private static final Outages.Settings SHORT =
      new Outages.Settings(50, Duration.ofMillis(2_500), Duration.ofMillis(500));
  private static Outages outages;

  @BeforeAll
  static void start() throws Exception {
    Path directory = Files.createTempDirectory("aios-outages");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    outages = new Outages(directory, OutageIT::orchestrator);
  }

  /** Nobody is killed here, so that they need no processes of their own. */
  private static Outages.Node orchestrator(Map<String, String> infrastructure, ToolServer tools) {
    Orchestrator orchestrator =
        new Orchestrator(
            infrastructure,
            tools,
            "--aios.orchestrator.store.patience=500ms",
            "--spring.datasource.hikari.connection-timeout=500",
            "--spring.datasource.hikari.validation-timeout=250",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=2");
    return new Outages.Node(orchestrator.url(), orchestrator::close);
  }

  @AfterAll
  static void stop() throws Exception {
    outages.close();
  }

  @Test
  void refusesClearlyWhilePostgresIsFrozenAndLosesNothing() throws Exception {
    refusesClearly(check(Map.of(Part.POSTGRES, Manner.FROZEN)));
  }

  @Test
  void refusesClearlyWhilePostgresIsStoppedAndLosesNothing() throws Exception {
    refusesClearly(check(Map.of(Part.POSTGRES, Manner.STOPPED)));
  }

  @Test
  void needsNeitherRedisNorKafkaAndPublishesEventsAfterwards() throws Exception {
    refusesNothing(check(Map.of(Part.REDIS, Manner.FROZEN, Part.KAFKA, Manner.STOPPED)));
  }

  private static void refusesClearly(Outages.Outcome outcome) {
    assertThat(outcome.load().answers)
        .filteredOn(answer -> answer.kind() != Kind.ACCEPTED && answer.kind() != Kind.REFUSED)
        .isEmpty();
    assertThat(outcome.meanwhile()).extracting(Answer::kind).contains(Kind.REFUSED);
  }

  private static void refusesNothing(Outages.Outcome outcome) {
    assertThat(outcome.load().answers)
        .filteredOn(answer -> answer.kind() != Kind.ACCEPTED)
        .isEmpty();
  }

  private static Outages.Outcome check(Map<Part, Manner> away) throws Exception {
    Outages.Outcome outcome = outages.run(away, SHORT);
    System.out.println(
        "%s: %s, ms while it was away %s"
            .formatted(away, outcome.reckoning(), Report.times(outcome.meanwhile())));
    assertThat(outcome.load().open).isEmpty();
    assertThat(outcome.reckoning().faults()).isEmpty();
    return outcome;
  }
}
