package io.aios.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of a cluster's API as charts look at: its secrets. Helm finds it by the file that {@code
 * KUBECONFIG} names, which the module's pom sets.
 */
final class Cluster implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SECRETS = "/api/v1/namespaces/tools/secrets/";

  private final HttpServer server;
  private final Map<String, Map<String, Object>> secrets = new ConcurrentHashMap<>();

  private Cluster(HttpServer server) {
    this.server = server;
  }

  static Cluster start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Cluster cluster = new Cluster(server);
    server.createContext("/", cluster::answer);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    Files.writeString(
        Path.of(System.getenv("KUBECONFIG")),
        JSON.writeValueAsString(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "test",
                "contexts",
                List.of(Map.of("name", "test", "context", Map.of("cluster", "test", "user", ""))),
                "clusters",
                List.of(Map.of("name", "test", "cluster", Map.of("server", address))))));
    return cluster;
  }

  /**
   * @param data the values in Base64, by their keys
   */
  void put(String name, Map<String, Object> data) {
    secrets.put(name, data);
  }

  /**
   * The chart as it would be installed here.
   *
   * @param values in pairs of name and value
   */
  RenderedChart render(String... values) {
    TemplateCommand command =
        new Helm(RenderedChart.CHART)
            .template()
            .withName(RenderedChart.RELEASE)
            .withNamespace("tools")
            .withKubeVersion("1.33.0");
    for (int i = 0; i < values.length; i += 2) {
      command.set(values[i], values[i + 1]);
    }
    return new RenderedChart(Documents.of(command.call()));
  }

  void clear() {
    secrets.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/v1")) {
      reply(exchange, 200, resources());
    } else if (path.startsWith(SECRETS) && secrets.containsKey(path.substring(SECRETS.length()))) {
      String name = path.substring(SECRETS.length());
      reply(
          exchange,
          200,
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "Secret",
              "metadata",
              Map.of("name", name, "namespace", "tools"),
              "data",
              secrets.get(name)));
    } else {
      reply(
          exchange,
          404,
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "Status",
              "status",
              "Failure",
              "reason",
              "NotFound",
              "code",
              404));
    }
  }

  private static Map<String, Object> resources() {
    return Map.of(
        "kind",
        "APIResourceList",
        "groupVersion",
        "v1",
        "resources",
        List.of(
            Map.of(
                "name",
                "secrets",
                "singularName",
                "secret",
                "namespaced",
                true,
                "kind",
                "Secret",
                "verbs",
                List.of("get", "list"))));
  }

  private static void reply(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    byte[] content = JSON.writeValueAsString(body).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, content.length);
    try (exchange) {
      exchange.getResponseBody().write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
