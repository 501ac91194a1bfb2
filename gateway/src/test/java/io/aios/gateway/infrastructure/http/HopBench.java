package io.aios.gateway.infrastructure.http;

import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.Instances.Instance;
import io.aios.gateway.infrastructure.http.UpstreamClient.ToolConnections;
import io.aios.platform.boot.AiosApplication;
import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.tls.ServiceTls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.simple.InstanceProperties;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClient;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The price of mutual TLS on one hop: the gateway's connection pool and a service of the platform
 * that answers what it is sent, with certificates and without, round after round in turn.
 */
final class HopBench {
  private static final String SERVICE = "mcp-echo";
  private static final String BODY = "x".repeat(500);
  private static final int CALLERS = 16;

  private HopBench() {}

  /** One of the two ways, with its service. */
  private record Hop(
      ConfigurableApplicationContext service, AnnotationConfigApplicationContext gateway)
      implements AutoCloseable {
    static Hop start(boolean tls) {
      ConfigurableApplicationContext service =
          AiosApplication.builder(Echo.class, SERVICE)
              .initializers(
                  context ->
                      beans(context).registerBean(ServiceTls.class, () -> side(tls, SERVICE)))
              .run(
                  "--server.port=0",
                  "--eureka.client.enabled=false",
                  "--aios.security.security-manager-url=https://127.0.0.1:8021",
                  "--aios.tls.enabled=" + tls);
      String port = service.getEnvironment().getRequiredProperty("local.server.port");
      var instance = new InstanceProperties();
      instance.setServiceId(SERVICE);
      instance.setUri(URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port));
      var properties = new SimpleDiscoveryProperties();
      properties.setInstances(Map.of(SERVICE, List.of(instance)));
      var gateway = new AnnotationConfigApplicationContext();
      gateway.registerBean(ServiceTls.class, () -> side(tls, "gateway"));
      gateway.registerBean(DiscoveryClient.class, () -> new SimpleDiscoveryClient(properties));
      gateway.register(Pool.class, UpstreamClient.class, Instances.class);
      gateway.refresh();
      return new Hop(service, gateway);
    }

    private static GenericApplicationContext beans(ConfigurableApplicationContext context) {
      return (GenericApplicationContext) context;
    }

    private static ServiceTls side(boolean tls, String name) {
      return tls ? TestTls.of(name) : ServiceTls.off();
    }

    void call() throws IOException {
      ToolConnections connections = gateway.getBean(ToolConnections.class);
      Instance instance = gateway.getBean(Instances.class).choose(SERVICE);
      HttpPost post = new HttpPost(instance.mcp("/echo"));
      post.setConfig(connections.config());
      post.setEntity(new StringEntity(BODY, ContentType.TEXT_PLAIN));
      try (ClassicHttpResponse answer =
          connections.client().executeOpen(instance.host(), post, null)) {
        if (answer.getCode() != 200) {
          throw new IOException("Status " + answer.getCode());
        }
        EntityUtils.consume(answer.getEntity());
      }
    }

    void forgetConnections() {
      gateway.getBean(ToolConnections.class).pool().closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    public void close() {
      gateway.close();
      service.close();
    }
  }

  /** Nanoseconds of each call until the time is over. */
  private static long[] calls(Hop hop, Duration time, boolean newConnections) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    List<Long> took = new ArrayList<>();
    while (System.nanoTime() < end) {
      if (newConnections) {
        hop.forgetConnections();
      }
      long start = System.nanoTime();
      hop.call();
      took.add(System.nanoTime() - start);
    }
    return took.stream().mapToLong(Long::longValue).toArray();
  }

  private static double throughput(Hop hop, Duration time) throws Exception {
    long calls = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Callable<long[]> caller = () -> calls(hop, time, false);
        callers.add(threads.submit(caller));
      }
      for (Future<long[]> caller : callers) {
        calls += caller.get().length;
      }
    }
    return calls / (time.toMillis() / 1000.0);
  }

  private static double medianMicros(long[] nanos) {
    return LongStream.of(nanos).sorted().skip(nanos.length / 2).findFirst().orElse(0) / 1000.0;
  }

  /**
   * @param args seconds of each round, rounds
   */
  public static void main(String[] args) throws Exception {
    Duration time = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 3);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (Hop plain = Hop.start(false);
        Hop tls = Hop.start(true)) {
      List<Hop> hops = List.of(plain, tls);
      double[][] one = new double[2][rounds];
      double[][] many = new double[2][rounds];
      double[][] fresh = new double[2][rounds];
      for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < 2; i++) {
          double single = medianMicros(calls(hops.get(i), time, false));
          double all = throughput(hops.get(i), time);
          double connecting = medianMicros(calls(hops.get(i), time, true));
          if (round >= 0) { // the first warms up
            one[i][round] = single;
            many[i][round] = all;
            fresh[i][round] = connecting;
          }
        }
      }
      row("median of one caller, µs", one);
      row("calls a second, " + CALLERS + " callers", many);
      row("median of a call with a new connection, µs", fresh);
    }
  }

  private static void row(String what, double[][] rounds) {
    double plain = median(rounds[0]);
    double tls = median(rounds[1]);
    System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.2f |%n", what, plain, tls, tls / plain);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Not annotated as configurations: the gateway of other tests would find them. */
  @EnableConfigurationProperties(UpstreamProperties.class)
  static class Pool {}

  @EnableAutoConfiguration
  static class Echo {
    @Bean
    RouteAuthorities open() {
      return requests -> requests.requestMatchers("/echo").permitAll();
    }

    @Bean
    RouterFunction<ServerResponse> echo() {
      return RouterFunctions.route()
          .POST("/echo", request -> ServerResponse.ok().body(request.body(String.class)))
          .build();
    }
  }
}
