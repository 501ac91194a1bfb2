package io.aios.gateway;

import io.aios.fixture.EchoApplication;
import io.aios.fixture.SeenRequests;
import io.aios.gateway.usecase.Catalogues;
import io.aios.platform.boot.AiosApplication;
import io.aios.platform.security.KeyPublication;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A gateway with a tool server behind it, on real infrastructure. */
final class Suite implements AutoCloseable {
  final TestTokens tokens = new TestTokens();
  final SeenSpans spans = new SeenSpans();
  private final boolean traced;
  final ConfigurableApplicationContext echo;
  final ConfigurableApplicationContext gateway;

  Suite(Map<String, String> infrastructure, Map<String, String> gatewayProperties) {
    traced = gatewayProperties.containsKey("management.tracing.sampling.probability");
    echo = startEcho(0);
    Map<String, String> properties = new HashMap<>(infrastructure);
    properties.put("server.port", "0");
    properties.put("aios.gateway.policies.enabled", "false");
    // Kafka and Redis are everybody's, databases are not: one suite hears of erasures.
    properties.put("aios.privacy.erasures", "false");
    // Tests ask the same until something has changed.
    properties.put("aios.gateway.loops.reads", "0");
    properties.put("aios.gateway.standings.enabled", "false");
    properties.put("aios.gateway.revocations.enabled", "false");
    properties.put("spring.cloud.discovery.client.simple.order", "-1");
    register(properties, "mcp-echo", "http://127.0.0.1:" + port(echo), "echo");
    properties.putAll(gatewayProperties);
    gateway =
        AiosApplication.builder(GatewayApplication.class, "gateway")
            .initializers(
                properties.containsKey("aios.security.security-manager-url")
                    ? publication()
                    : keys())
            .run(arguments(properties));
  }

  Suite(Map<String, String> gatewayProperties) {
    this(Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA), gatewayProperties);
  }

  ConfigurableApplicationContext startEcho(int port) {
    return AiosApplication.builder(EchoApplication.class, "mcp-echo")
        .initializers(keys())
        .run(
            "--server.port=" + port,
            "--eureka.client.enabled=false",
            "--aios.tools.server=echo",
            "--aios.tools.keep-alive=500ms");
  }

  static void register(Map<String, String> properties, String service, String uri, String alias) {
    String key = "spring.cloud.discovery.client.simple.instances." + service + "[0].";
    properties.put(key + "uri", uri);
    if (!alias.isEmpty()) {
      properties.put(key + "metadata.tools", alias);
    }
  }

  private ApplicationContextInitializer<ConfigurableApplicationContext> keys() {
    return context -> {
      GenericApplicationContext beans = (GenericApplicationContext) context;
      beans.registerBean(TestTokens.class, () -> tokens);
      if (traced) {
        beans.registerBean(SpanProcessor.class, () -> SimpleSpanProcessor.create(spans));
      }
    };
  }

  /** The gateway's own key is made known; keys of issuers are fetched over HTTP. */
  private ApplicationContextInitializer<ConfigurableApplicationContext> publication() {
    return context -> {
      GenericApplicationContext beans = (GenericApplicationContext) context;
      beans.registerBean(
          KeyPublication.class, () -> (key, lifetime) -> tokens.publish(key, lifetime));
    };
  }

  private static String[] arguments(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> "--" + property.getKey() + '=' + property.getValue())
        .toArray(String[]::new);
  }

  static int port(ConfigurableApplicationContext context) {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  /** Waits until the gateway lists the echo server's tools. */
  void awaitTools() {
    awaitTools("echo_say_text");
  }

  /** Waits until the gateway lists this tool. */
  void awaitTools(String tool) {
    Catalogues catalogues = gateway.getBean(Catalogues.class);
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (catalogues.current().find(tool).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("No tools: " + catalogues.current().servers());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port(gateway);
  }

  SeenRequests seen() {
    return echo.getBean(SeenRequests.class);
  }

  @Override
  public void close() {
    gateway.close();
    echo.close();
  }
}
