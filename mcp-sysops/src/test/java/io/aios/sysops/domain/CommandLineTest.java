package io.aios.sysops.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  @Test
  void masksSecretsInOptions() {
    assertThat(
            CommandLine.show(
                List.of(
                    "app",
                    "--password=p1",
                    "-Daios.client-secret=p2",
                    "--api-key",
                    "p3",
                    "postgres://me:p4@host/db",
                    "plain")))
        .doesNotContain("p1", "p2", "p3", "p4")
        .startsWith("app --password=***")
        .endsWith("plain");
  }

  @Test
  void cutsLongLines() {
    assertThat(CommandLine.show(List.of("x".repeat(5000)))).hasSize(1001);
  }
}
