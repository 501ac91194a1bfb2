package io.aios.gateway.infrastructure.redis;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.KnownApiKeys;
import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.UserFacts;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The limits of one gateway on a real Redis; several of them are several gateways. */
final class TestGateway implements AutoCloseable {
  final RedisQuotas quotas;
  final RedisRunningCalls running;
  final RedisCallLoops loops;
  final RedisLink link;
  private final LettuceConnectionFactory factory;

  TestGateway(int redisPort, Clock clock, Map<String, String> settings) {
    factory =
        new LettuceConnectionFactory(
            new RedisStandaloneConfiguration("127.0.0.1", redisPort),
            LettuceClientConfiguration.builder()
                .clientOptions(options())
                .shutdownTimeout(Duration.ZERO)
                .shutdownQuietPeriod(Duration.ZERO)
                .build());
    factory.afterPropertiesSet();
    factory.start();
    QuotaProperties properties = bind("aios.gateway.quota", QuotaProperties.class, settings);
    RunningProperties places = bind("aios.gateway.running", RunningProperties.class, settings);
    link = new RedisLink(factory, properties);
    RedisBuckets buckets = new RedisBuckets(link, properties);
    RedisOutages outages = new RedisOutages(properties, new SimpleMeterRegistry());
    quotas = new RedisQuotas(buckets, outages, new Keys(), subject -> false, properties, clock);
    running = new RedisRunningCalls(new PlaceScript(link, properties, places), outages, places);
    loops =
        new RedisCallLoops(
            buckets,
            outages,
            new CallDigest.Maker(() -> new SecretKeySpec(new byte[32], "HmacSHA256")),
            bind("aios.gateway.loops", LoopProperties.class, settings));
    link.start();
    running.start();
  }

  static TestGateway with(String... settings) {
    TestGateway gateway = new TestGateway(redisPort(), Clock.systemUTC(), settings(settings));
    gateway.awaitRedis();
    return gateway;
  }

  static Map<String, String> settings(String... settings) {
    Map<String, String> map = new HashMap<>();
    // A slow answer is no absent Redis: what is refused at once is.
    map.put("aios.gateway.quota.redis-timeout", "5s");
    for (int i = 0; i < settings.length; i += 2) {
      map.put("aios.gateway." + settings[i], settings[i + 1]);
    }
    return map;
  }

  static int redisPort() {
    return Integer.parseInt(
        Infrastructure.properties(Part.REDIS).getOrDefault("spring.data.redis.port", ""));
  }

  void awaitRedis() {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> link.connection() != null);
  }

  private static io.lettuce.core.ClientOptions options() {
    var options = io.lettuce.core.ClientOptions.builder();
    new RedisConnections().failFast().customize(options);
    return options.build();
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
  }

  /** One key with a limit by the day. */
  private static final class Keys implements KnownApiKeys {
    @Override
    public void require(String id) {}

    @Override
    public @Nullable Limits limits(String client) {
      return client.startsWith("key:") ? new Limits(null, 3) : null;
    }

    @Override
    public void forget(String id) {}
  }

  /** Whoever has called nothing yet has a whole quota. */
  static CallerIdentity newUser(String... roles) {
    return caller(UUID.randomUUID().toString(), "app", roles);
  }

  static CallerIdentity caller(String subject, String client, String... roles) {
    return new CallerIdentity(
        subject,
        client,
        Set.of(),
        Set.of(),
        "",
        new UserFacts(Set.of(roles), Set.of(), null, false));
  }

  static CatalogueTool tool(String name, Risk risk, ToolLimits limits) {
    return new CatalogueTool(
        name,
        "echo",
        "mcp-echo",
        "/mcp",
        new ToolPermission("echo", risk),
        "default",
        Duration.ofSeconds(1),
        true,
        ToolDescriptor.of(name, McpJson.object().put("type", "object"), About.of(name)),
        arguments -> List.of(),
        ParamHeaders.declaredIn(McpJson.object()),
        Set.of(),
        false,
        limits);
  }

  /** Without giving anything back, as when the process is killed. */
  void die() {
    running.stop();
    factory.destroy();
  }

  @Override
  public void close() {
    link.stop();
    die();
  }
}
