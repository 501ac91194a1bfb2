package io.aios.launcher.cli.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aios.launcher.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Login by the owner in a browser, which comes back to a port of this process (RFC 8252). */
final class BrowserLogin {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PAGE =
      "<!doctype html><title>AIOS</title><p>Logged in. You can close this window.</p>";

  private final String server;
  private final Clock clock;

  BrowserLogin(String server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /**
   * @param show gets the address that the browser has to open
   */
  AccessToken login(Set<String> scopes, Consumer<URI> show) throws InterruptedException {
    CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpServer listener =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      listener.createContext("/callback", exchange -> receive(exchange, answer));
      listener.start();
      try {
        String redirect = "http://127.0.0.1:" + listener.getAddress().getPort() + "/callback";
        AuthorizationCode flow = new AuthorizationCode(server, redirect, scopes);
        show.accept(flow.authorizeUri());
        String code = flow.codeOf(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        return flow.exchange(http, code, clock);
      } finally {
        listener.stop(1);
      }
    } catch (TimeoutException e) {
      throw new CommandFailure(
          CommandFailure.REFUSED, "nobody logged in within " + PATIENCE.toMinutes() + " minutes");
    } catch (IOException | ExecutionException e) {
      throw new CommandFailure(
          CommandFailure.NOT_RUNNING,
          "the login at " + server + " does not answer: " + e.getMessage());
    }
  }

  private static void receive(HttpExchange exchange, CompletableFuture<Map<String, String>> answer)
      throws IOException {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
    answer.complete(FormBody.decode(exchange.getRequestURI().getRawQuery()));
  }
}
