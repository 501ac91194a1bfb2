package io.aios.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ProgressListener;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.boot.AiosApplication;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.aios.testkit.mcp.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A running federation with a hostile server beside it, which it is allowed to connect to. */
final class Federation {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BASE = "/api/v1/external-servers";

  final HostileServer hostile;
  final Path data;
  final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private Federation() {
    try {
      hostile = new HostileServer();
      data = Files.createTempDirectory("aios-federation");
      Map<String, Object> properties =
          new HashMap<>(Infrastructure.properties(Part.POSTGRES, Part.KAFKA));
      properties.put("server.port", "0");
      String python = "spring.cloud.discovery.client.simple.instances.mcp-python[0].";
      properties.put(python + "uri", "http://127.0.0.1:1");
      properties.put(python + "metadata.tools", "python,shell");
      properties.put("aios.advertised-address", "federation");
      properties.put("aios.data-dir", data.toString());
      properties.put("aios.security.security-manager-url", TestGateway.get().keysUrl());
      properties.put("aios.security.trusted-issuers", "urn:aios:gateway,urn:aios:orchestrator");
      properties.put("aios.federation.refresh", "1h");
      properties.put("aios.federation.list-timeout", "5s");
      properties.put("aios.federation.call-timeout", "8s");
      properties.put("aios.federation.http.allowed-hosts", hostile.host());
      properties.put("aios.federation.http.max-reply", "1MB");
      properties.put("aios.federation.peers.first-pause", "5s");
      properties.put("aios.federation.peers.open-timeout", "20s");
      properties.put("aios.federation.peers.idle", "15s");
      properties.put("aios.federation.stdio.readable", ReferenceServer.directory().toString());
      context =
          AiosApplication.builder(FederationApplication.class, "federation")
              .run(
                  properties.entrySet().stream()
                      .map(property -> "--" + property.getKey() + "=" + property.getValue())
                      .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Holder {
    static final Federation INSTANCE = new Federation();
  }

  static Federation running() {
    return Holder.INSTANCE;
  }

  URI at(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** An answer of the administrators' interface. */
  record Answer(int status, JsonNode body) {}

  Answer as(String user, List<String> grants, String method, String path, @Nullable Object body) {
    String token = TestGateway.get().token(user, "federation", grants, "external-servers");
    return with(token, method, path, body);
  }

  Answer with(String token, String method, String path, @Nullable Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(at(BASE + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(McpJson.MAPPER.writeValueAsString(body)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      String text = response.body().isEmpty() ? "{}" : response.body();
      return new Answer(response.statusCode(), McpJson.MAPPER.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As an administrator. */
  Answer admin(String method, String path, @Nullable Object body) {
    return as("root", List.of("servers:read", "servers:write"), method, path, body);
  }

  JsonNode done(String method, String path, @Nullable Object body) {
    Answer answer = admin(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
    return answer.body();
  }

  JsonNode add(String alias, String path, String credentials) {
    return done(
        "POST", "", Map.of("alias", alias, "url", hostile.url(path), "credentials", credentials));
  }

  /** Approves what is seen now, whatever it is. */
  void approveAll(String alias) {
    for (JsonNode tool : done("GET", "/" + alias + "/tools", null)) {
      done(
          "POST",
          "/" + alias + "/approvals",
          Map.of(
              "tools",
              List.of(
                  Map.of(
                      "name",
                      tool.path("name").asString(),
                      "hash",
                      tool.path("hash").asString(),
                      "risk",
                      "read")),
              "acceptFindings",
              true));
    }
  }

  McpClient mcp(String alias, String user, String scope) {
    String token = TestGateway.get().token(user, "federation", scope);
    return McpClient.builder(at("/mcp/" + alias)).token(() -> token).build();
  }

  List<ToolDescriptor> listed(String alias) {
    return mcp(alias, "gateway", "tools:list").listTools(PATIENCE);
  }

  List<String> names(String alias) {
    return listed(alias).stream().map(ToolDescriptor::name).toList();
  }

  ToolAnswer call(String alias, String tool, Object arguments) {
    return callAs("ada", alias, tool, arguments, PATIENCE, null);
  }

  ToolAnswer callAs(
      String user,
      String alias,
      String tool,
      Object arguments,
      Duration timeout,
      @Nullable ProgressListener progress) {
    return mcp(alias, user, "tool:" + tool)
        .callTool(
            new ToolRequest(
                tool,
                McpJson.MAPPER.valueToTree(arguments),
                PATIENCE,
                progress,
                Map.of("X-Aios-Timeout-Ms", String.valueOf(timeout.toMillis()))));
  }

  static String code(ToolAnswer answer) {
    return answer.meta().path("io.aios/error").path("code").asString("");
  }
}
