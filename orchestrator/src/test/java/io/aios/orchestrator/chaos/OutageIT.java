package io.aios.orchestrator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.orchestrator.chaos.Outages.Manner;
import io.aios.orchestrator.chaos.Outages.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./aios bench engine-outages}. */
class OutageIT {
  private static final Outages.Settings SHORT =
      new Outages.Settings(50, Duration.ofSeconds(4), Duration.ofSeconds(1));
  private static Outages outages;

  @BeforeAll
  static void start() throws Exception {
    Path directory = Files.createTempDirectory("aios-outages");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    outages =
        new Outages(
            directory,
            "--spring.datasource.hikari.connection-timeout=1000",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=2");
  }

  @AfterAll
  static void stop() throws Exception {
    outages.close();
  }

  @Test
  void refusesClearlyWhilePostgresIsFrozenAndLosesNothing() throws Exception {
    refusesClearly(check(Part.POSTGRES, Manner.FROZEN));
  }

  @Test
  void refusesClearlyWhilePostgresIsStoppedAndLosesNothing() throws Exception {
    refusesClearly(check(Part.POSTGRES, Manner.STOPPED));
  }

  @Test
  void needsNoRedis() throws Exception {
    refusesNothing(check(Part.REDIS, Manner.FROZEN));
  }

  @Test
  void keepsEventsWhileKafkaIsAwayAndPublishesThemAfterwards() throws Exception {
    refusesNothing(check(Part.KAFKA, Manner.STOPPED));
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

  private static Outages.Outcome check(Part part, Manner manner) throws Exception {
    Outages.Outcome outcome = outages.run(part, manner, SHORT);
    System.out.println(part + " " + manner + ": " + outcome.reckoning());
    assertThat(outcome.load().open).isEmpty();
    assertThat(outcome.reckoning().faults()).isEmpty();
    return outcome;
  }
}
