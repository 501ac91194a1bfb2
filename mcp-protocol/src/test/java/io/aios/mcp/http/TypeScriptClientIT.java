package io.aios.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The official TypeScript client against our server. Needs Node 20 or newer on the path. */
class TypeScriptClientIT {
  private static final Path SCRIPTS = Path.of("src", "test", "ts");
  private static FixtureServer server;

  @BeforeAll
  static void start() throws Exception {
    if (!Files.isDirectory(SCRIPTS.resolve("node_modules"))) {
      run(List.of("npm", "ci", "--no-progress"));
    }
    server = FixtureServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"legacy,legacy,2025-11-25", "2026-07-28,modern,2026-07-28", "auto,modern,2026-07-28"})
  void listsAndCallsTools(String mode, String era, String version) throws Exception {
    String output = run(List.of("node", "try-server.mjs", server.uri().toString(), mode));
    JsonNode seen = McpJson.MAPPER.readTree(output);

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

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("typescript-client", ".log");
    Process process =
        new ProcessBuilder(command).directory(SCRIPTS.toFile()).redirectError(log.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ended", command).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, Files.readString(log)).isZero();
    Files.delete(log);
    return output;
  }
}
