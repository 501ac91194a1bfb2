package io.aios.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Publishes keys as security-manager does, and sees every request that anybody makes to it. */
final class KeyServer implements AutoCloseable {
  final RSAKey issuer;
  final RSAKey weak;
  final RSAKey retired;
  final ECKey orchestrator;
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  KeyServer() throws IOException, JOSEException {
    issuer = new RSAKeyGenerator(2048).keyID("issuer").generate();
    weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
    retired = new RSAKeyGenerator(2048).keyID("retired").generate();
    orchestrator = new ECKeyGenerator(Curve.P_256).keyID("orchestrator").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/oauth2/jwks", new JWKSet(List.of(issuer, weak)));
    serve("/internal/jwks/orchestrator", new JWKSet(orchestrator));
    serve("/bait", new JWKSet(retired));
    server.start();
  }

  private void serve(String path, JWKSet keys) {
    byte[] body = keys.toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          requests.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where an attacker's key would be found, by whoever looks. */
  String bait() {
    return url() + "/bait";
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
