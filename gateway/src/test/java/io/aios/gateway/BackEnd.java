package io.aios.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A service behind the gateway's routes: says what it was sent, and streams events on demand. */
final class BackEnd implements AutoCloseable {
  private final HttpServer server;
  private volatile Map<String, String> lastHeaders = Map.of();
  private volatile String lastPath = "";
  private volatile String lastBody = "";
  private final Set<String> paths = ConcurrentHashMap.newKeySet();
  final CountDownLatch callerGone = new CountDownLatch(1);
  final CountDownLatch sendSecondEvent = new CountDownLatch(1);

  BackEnd() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    lastHeaders = Map.copyOf(headers);
    lastPath = exchange.getRequestURI().toString();
    paths.add(lastPath);
    byte[] body = exchange.getRequestBody().readAllBytes();
    lastBody = new String(body, UTF_8);
    if (lastPath.endsWith("/events")) {
      stream(exchange);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Set-Cookie", "login=1");
    byte[] answer = ("{\"bytes\":" + body.length + "}").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      event(out, "one");
      sendSecondEvent.await();
      while (true) {
        event(out, "more");
        Thread.sleep(20);
      }
    } catch (IOException gone) {
      callerGone.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Map<String, String> lastHeaders() {
    return lastHeaders;
  }

  String lastBody() {
    return lastBody;
  }

  String lastPath() {
    return lastPath;
  }

  /** Of everything that it was ever asked. */
  Set<String> paths() {
    return paths;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
