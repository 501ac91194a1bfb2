package io.aios.gateway;

import io.aios.mcp.conformance.ConformanceServer;
import io.aios.mcp.fixture.FixtureServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** One gateway with ordinary settings for all tests that change nothing in it. */
final class SharedSuite {
  final BackEnd orchestrator;
  final BackEnd securityManager;
  final Suite suite;
  final GatewayClient client;
  final AuditTopic audit;

  private SharedSuite() {
    try {
      orchestrator = new BackEnd();
      securityManager = new BackEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> properties = new HashMap<>();
    properties.put("management.tracing.sampling.probability", "1.0");
    properties.put("aios.gateway.max-body", "64KB");
    properties.put("aios.gateway.upstream.max-body", "64KB");
    properties.put("aios.gateway.allowed-origins", "https://app.example");
    // A slow answer is no absent Redis, without which this gateway would count anew on its own.
    properties.put("aios.gateway.quota.redis-timeout", "5s");
    properties.put("aios.gateway.quota.roles.limited.calls", "40");
    properties.put("aios.gateway.quota.roles.limited.window", "1h");
    properties.put("aios.gateway.tool-limits[0].tools", "echo_wait_s*");
    properties.put("aios.gateway.tool-limits[0].running", "2");
    Suite.register(properties, "orchestrator", orchestrator.url(), "");
    Suite.register(properties, "security-manager", securityManager.url(), "");
    FixtureServer fixtures = ConformanceServer.start(0);
    Suite.register(properties, "mcp-test", "http://127.0.0.1:" + fixtures.port(), "test");
    properties.put("aios.gateway.catalogue.plain-names", "test");
    FixtureServer traced = TraceServer.start();
    Suite.register(properties, "mcp-trace", "http://127.0.0.1:" + traced.port(), "trace");
    suite = new Suite(properties);
    suite.awaitTools();
    suite.awaitTools("test_simple_text");
    client = new GatewayClient(suite.url());
    audit = new AuditTopic(suite);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  suite.close();
                  fixtures.close();
                  traced.close();
                }));
  }

  static SharedSuite get() {
    return Holder.SUITE;
  }

  private static final class Holder {
    static final SharedSuite SUITE = new SharedSuite();
  }
}
