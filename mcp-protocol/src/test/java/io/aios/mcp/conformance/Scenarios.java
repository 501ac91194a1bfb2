package io.aios.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The official conformance suite against a server that offers what {@link ConformanceServer} does,
 * a test per scenario: those that a revision requires, and those that the suite runs without
 * scoring them. Warnings count as failures.
 */
public final class Scenarios {
  private static final String NO_WAY_BACK = "the server asks the client, which takes a session";
  private static final String NO_MEMORY = "the server must remember it, which takes a session";
  private static final String NO_ID = "warns that no session id is given";

  /** Legacy is served without sessions: why a scenario cannot pass. */
  private static final Map<String, String> NEEDS_SESSION =
      Map.of(
          "logging-set-level", NO_MEMORY,
          "tools-call-with-logging", NO_MEMORY,
          "resources-subscribe", NO_MEMORY,
          "resources-unsubscribe", NO_MEMORY,
          "tools-call-sampling", NO_WAY_BACK,
          "tools-call-elicitation", NO_WAY_BACK,
          "elicitation-sep1034-defaults", NO_WAY_BACK,
          "elicitation-sep1330-enums", NO_WAY_BACK,
          "server-sse-multiple-streams", NO_ID,
          "server-sse-polling", NO_ID);

  private Scenarios() {}

  public static Stream<DynamicTest> ofRevision20260728(URI server) throws Exception {
    return tests(server, "2026-07-28", 50, Map.of());
  }

  /** What needs sessions fails, and must. */
  public static Stream<DynamicTest> ofRevision20251125(URI server) throws Exception {
    return tests(server, "2025-11-25", 33, NEEDS_SESSION);
  }

  private static Stream<DynamicTest> tests(
      URI server, String revision, int count, Map<String, String> expectedToFail) throws Exception {
    Map<String, List<Check>> scenarios = ConformanceSuite.run(server, revision);
    assertThat(scenarios).as("scenarios the suite ran").hasSize(count);
    assertThat(scenarios.keySet()).containsAll(expectedToFail.keySet());
    return scenarios.entrySet().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.getKey(),
                    () ->
                        check(
                            scenario.getKey(),
                            scenario.getValue(),
                            expectedToFail.get(scenario.getKey()))));
  }

  private static void check(String scenario, List<Check> checks, String reasonToFail) {
    assertThat(checks).as("checks of scenario %s", scenario).isNotEmpty();
    List<Check> failed = checks.stream().filter(Check::failed).toList();
    if (reasonToFail == null) {
      assertThat(failed).as("failures of scenario %s", scenario).isEmpty();
    } else {
      assertThat(failed)
          .as("scenario %s passes, so take it from the list: %s", scenario, reasonToFail)
          .isNotEmpty();
    }
  }
}
