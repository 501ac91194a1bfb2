package io.aios.gateway.infrastructure.discovery;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.HttpHost;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Gives each call the next instance of its service. The registry's own copy is read once a second:
 * Spring's blocking load balancer, which serves the routes, would cost a tool call more than all of
 * its checks together.
 */
@Component
public final class Instances {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final DiscoveryClient discovery;
  private final ConcurrentMap<String, Listed> services = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  Instances(DiscoveryClient discovery) {
    this.discovery = discovery;
  }

  /** An instance's address. */
  public record Instance(HttpHost host, URI base) {
    static Instance at(URI base) {
      return new Instance(
          new HttpHost(base.getScheme(), base.getHost(), base.getPort()), base.resolve("/"));
    }

    /** The address of its MCP endpoint at a path. */
    public URI mcp(String path) {
      return base.resolve(path);
    }
  }

  /** Nothing is registered under the service's name. */
  public static final class NoInstance extends IOException {
    private static final long serialVersionUID = 1L;

    NoInstance(String service) {
      super("No instance of " + service + " is registered");
    }
  }

  private record Listed(List<Instance> instances, long atNanos) {}

  /**
   * @throws NoInstance when none is registered
   */
  public Instance choose(String service) throws NoInstance {
    Listed known = services.get(service);
    if (known == null || System.nanoTime() - known.atNanos() > FRESH_NANOS) {
      known = read(service);
      services.put(service, known);
    }
    List<Instance> instances = known.instances();
    if (instances.isEmpty()) {
      throw new NoInstance(service);
    }
    return instances.get(Math.floorMod(turn.getAndIncrement(), instances.size()));
  }

  private Listed read(String service) {
    return new Listed(
        discovery.getInstances(service).stream()
            .map(instance -> Instance.at(instance.getUri()))
            .toList(),
        System.nanoTime());
  }
}
