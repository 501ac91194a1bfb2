package io.aios.gateway.infrastructure.discovery;

import io.aios.platform.tls.ServiceTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.HttpHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Gives each call the next instance of its service. The registry's own copy is read once a second:
 * Spring's blocking load balancer, which serves the routes, would cost a tool call more than all of
 * its checks together.
 */
@Component
public final class Instances {
  private static final Logger log = LoggerFactory.getLogger(Instances.class);
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final DiscoveryClient discovery;
  private final ServiceTls tls;
  private final ConcurrentMap<String, Listed> services = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  Instances(DiscoveryClient discovery, ServiceTls tls) {
    this.discovery = discovery;
    this.tls = tls;
  }

  /**
   * An instance's address.
   *
   * @param host with TLS it has the service's name beside the address: that name must stand in the
   *     certificate, so that no other service is taken for this one
   */
  public record Instance(HttpHost host, URI base) {
    static Instance at(URI base) {
      return new Instance(
          new HttpHost(base.getScheme(), base.getHost(), base.getPort()), base.resolve("/"));
    }

    static Instance secure(String service, URI base) throws UnknownHostException {
      InetAddress address = InetAddress.getByName(base.getHost());
      return new Instance(
          new HttpHost(base.getScheme(), address, service, base.getPort()), base.resolve("/"));
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
            .flatMap(instance -> at(service, instance.getUri()).stream())
            .toList(),
        System.nanoTime());
  }

  /**
   * @return empty for an address that must not, or cannot, be called
   */
  public Optional<Instance> at(String service, URI address) {
    if (!tls.isOn()) {
      return Optional.of(Instance.at(address));
    }
    try {
      tls.requireHttps("The address of an instance of " + service, address);
      return Optional.of(Instance.secure(service, address));
    } catch (IllegalStateException | UnknownHostException e) {
      log.warn("An instance of {} is left out: {}", service, e.getMessage());
      return Optional.empty();
    }
  }
}
