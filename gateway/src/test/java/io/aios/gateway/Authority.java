package io.aios.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aios.contracts.keys.KeyGrant;
import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.RevocationPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** What gateways ask security-manager for in their own name, over HTTP. */
final class Authority implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final List<Revocation> revocations = new CopyOnWriteArrayList<>();
  final AtomicInteger requests = new AtomicInteger();
  private final Map<String, KeyGrant> keys = new ConcurrentHashMap<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile boolean awayForKeys;

  Authority() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/revocations", this::revocations);
    server.createContext("/internal/keys/", this::key);
    server.start();
  }

  private void revocations(HttpExchange exchange) throws IOException {
    int after = Integer.parseInt(exchange.getRequestURI().getQuery().replace("after=", ""));
    List<Revocation> all = List.copyOf(revocations);
    answer(
        exchange,
        new RevocationPage(
            all.size(), false, all.subList(Math.min(after, all.size()), all.size())));
  }

  private void key(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestURI().toString());
    String path = exchange.getRequestURI().getPath();
    KeyGrant grant = keys.get(path.substring(path.lastIndexOf('/') + 1));
    if (grant == null || awayForKeys) {
      exchange.sendResponseHeaders(awayForKeys ? 503 : 404, -1);
      exchange.close();
      return;
    }
    answer(exchange, grant);
  }

  void issue(KeyGrant grant) {
    keys.put(grant.id(), grant);
  }

  void withdraw(String keyId) {
    keys.remove(keyId);
  }

  void awayForKeys(boolean now) {
    awayForKeys = now;
  }

  /** What was asked about keys. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  private void answer(HttpExchange exchange, Object document) throws IOException {
    requests.incrementAndGet();
    byte[] body = JSON.writeValueAsBytes(document);
    exchange.sendResponseHeaders(away ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  void revoke(Revocation revocation) {
    revocations.add(revocation);
  }

  /** As after a restore of an old database. */
  void forgetRevocations() {
    revocations.clear();
  }

  void away(boolean now) {
    away = now;
  }

  void register(Map<String, String> properties) {
    Suite.register(
        properties, "security-manager", "http://127.0.0.1:" + server.getAddress().getPort(), "");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
