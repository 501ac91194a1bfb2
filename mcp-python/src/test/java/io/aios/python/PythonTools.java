package io.aios.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ProgressListener;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.testkit.mcp.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The server with real sandboxes, called over MCP as user {@code ada} unless another is named. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=mcp-python",
      "spring.application.name=mcp-python",
      "aios.python.memory=256MB",
      "aios.python.processes=40",
      "aios.python.file-size=8MB",
      "aios.python.workspace-size=16MB",
      "aios.python.output=64KB",
      "aios.python.figures=2",
      "aios.python.figure-size=100KB",
      "aios.python.sessions-per-caller=3",
      "aios.python.warm-delay=0s"
    })
abstract class PythonTools {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Path DATA = temporaryDirectory();

  @Autowired private Environment environment;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("aios.security.security-manager-url", () -> TestGateway.get().keysUrl());
    registry.add("eureka.client.enabled", () -> "false");
    registry.add("aios.data-dir", DATA::toString);
  }

  @BeforeAll
  static void needsPackages() {
    for (String path :
        new String[] {
          "/usr/bin/bwrap",
          "/usr/bin/python3",
          "/usr/lib/python3/dist-packages/numpy",
          "/usr/lib/python3/dist-packages/matplotlib"
        }) {
      assertThat(Path.of(path))
          .as("install the packages bubblewrap python3-numpy python3-matplotlib")
          .exists();
    }
  }

  @AfterEach
  void closeSessions() {
    for (String user : new String[] {"ada", "eve"}) {
      structured(callAs(user, "python_list_sessions", arguments()))
          .path("sessions")
          .forEach(
              session -> callAs(user, "python_close_session", arguments("sessionId", id(session))));
    }
  }

  Path data() {
    return DATA;
  }

  int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  static ObjectNode arguments(Object... namesAndValues) {
    ObjectNode arguments = McpJson.object();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.set(
          namesAndValues[i].toString(), McpJson.MAPPER.valueToTree(namesAndValues[i + 1]));
    }
    return arguments;
  }

  ToolAnswer call(String tool, Object... namesAndValues) {
    return callAs("ada", tool, arguments(namesAndValues));
  }

  ToolAnswer callAs(String user, String tool, ObjectNode arguments) {
    return callAs(user, tool, arguments, null, TIMEOUT);
  }

  ToolAnswer callAs(
      String user,
      String tool,
      ObjectNode arguments,
      @Nullable ProgressListener progress,
      Duration timeout) {
    String token = TestGateway.get().token(user, "mcp-python", "tool:" + tool);
    return McpClient.builder(URI.create("http://127.0.0.1:" + port() + "/mcp"))
        .token(() -> token)
        .build()
        .callTool(new ToolRequest(tool, arguments, timeout, progress, Map.of()));
  }

  /** The structured answer of code run once. */
  JsonNode run(String code) {
    return structured(call("python_run_code", "code", code));
  }

  String createSession() {
    return id(structured(call("python_create_session")));
  }

  JsonNode execute(String session, String code) {
    return structured(call("python_execute_code", "sessionId", session, "code", code));
  }

  static JsonNode structured(ToolAnswer answer) {
    return Objects.requireNonNull(answer.structuredContent(), answer.text());
  }

  private static String id(JsonNode session) {
    return session.path("sessionId").asString();
  }

  private static Path temporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("aios-python-it-");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
