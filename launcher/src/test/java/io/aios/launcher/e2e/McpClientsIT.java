package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.Npm;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Programs that know nothing but the address, and a person who logs in. */
@OnSharedSuite
class McpClientsIT {
  private static RunningSuite suite;

  @BeforeAll
  static void start(RunningSuite shared) {
    suite = shared;
  }

  private static JsonNode node(String... arguments) throws Exception {
    String password = Files.readString(suite.data().resolve("secrets/admin-password")).strip();
    Npm.Output output = Npm.node(List.of(arguments), Map.of("AIOS_PASSWORD", password));
    assertThat(output.exitCode()).as("%s%s", output.text(), output.errors()).isZero();
    return McpJson.MAPPER.readTree(output.text());
  }

  @ParameterizedTest
  @CsvSource({"legacy,legacy", "2026-07-28,modern", "auto,modern"})
  void theOfficialClientLogsInAndCallsTools(String mode, String era) throws Exception {
    String endpoint = suite.state().gatewayUrl() + "/mcp";
    JsonNode seen = node("log-in.mjs", endpoint, "admin", "sysops_list_processes", mode);
    assertThat(seen.path("refused").asBoolean()).as("without a token").isTrue();
    assertThat(seen.path("registered").asBoolean()).isTrue();
    assertThat(seen.path("resource").asString()).isEqualTo(endpoint);
    assertThat(seen.path("challenge").asString()).isEqualTo("S256");
    assertThat(seen.path("refreshes").asBoolean()).isTrue();
    assertThat(seen.path("era").asString()).isEqualTo(era);
    assertThat(seen.path("tools").toString()).contains("sysops_list_processes");
    assertThat(seen.path("failed").asBoolean()).isFalse();
  }

  @Test
  void passesTheOfficialScenariosForAuthorizationServers() throws Exception {
    String issuer = suite.state().gatewayUrl();
    JsonNode scenarios = node("authorization-conformance.mjs", issuer, "admin", issuer + "/mcp");
    assertThat(scenarios.size()).as("%s", scenarios).isEqualTo(2);
    scenarios.forEachEntry(
        (scenario, checks) -> {
          assertThat(checks).as(scenario).isNotEmpty();
          checks.forEach(
              check ->
                  assertThat(check.path("status").asString()).as("%s", check).isEqualTo("SUCCESS"));
        });
  }
}
