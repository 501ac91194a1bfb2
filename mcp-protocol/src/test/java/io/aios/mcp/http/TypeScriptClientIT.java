package io.aios.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Npm;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The official TypeScript client against our server. */
class TypeScriptClientIT {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = FixtureServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"legacy,legacy,2025-11-25", "2026-07-28,modern,2026-07-28", "auto,modern,2026-07-28"})
  void listsAndCallsTools(String mode, String era, String version) throws Exception {
    Npm.Output output = Npm.node(List.of("try-server.mjs", server.uri().toString(), mode));
    assertThat(output.exitCode()).as(output.errors()).isZero();
    JsonNode seen = McpJson.MAPPER.readTree(output.text());

    assertThat(seen.path("era").asString()).isEqualTo(era);
    assertThat(seen.path("version").asString()).isEqualTo(version);
    assertThat(seen.path("server").asString()).isEqualTo("fixture");
    assertThat(seen.path("tools").size()).isGreaterThan(9);
    assertThat(seen.path("sum").asInt()).isEqualTo(5);
    assertThat(seen.path("failed").asBoolean()).isTrue();
    assertThat(seen.path("text").asString()).isEqualTo("done\nin two lines");
    assertThat(seen.path("progress").toString()).isEqualTo("[0,50,100]");
    assertThat(seen.path("refusal").asInt()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }
}
