package io.aios.gateway.infrastructure.discovery;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.hc.core5.http.HttpHost;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.stereotype.Component;

/** Chooses an instance of a service for each call. */
@Component
public final class Instances {
  private final LoadBalancerClient loadBalancer;
  private final ConcurrentMap<URI, Instance> known = new ConcurrentHashMap<>();

  Instances(LoadBalancerClient loadBalancer) {
    this.loadBalancer = loadBalancer;
  }

  /** An instance's address, and that of its MCP endpoint. */
  public record Instance(HttpHost host, URI mcp) {
    static Instance at(URI base) {
      return new Instance(
          new HttpHost(base.getScheme(), base.getHost(), base.getPort()), base.resolve("/mcp"));
    }
  }

  /**
   * @throws Problem {@code SERVICE_UNAVAILABLE} when none is registered
   */
  public Instance choose(String service) {
    ServiceInstance instance = loadBalancer.choose(service);
    if (instance == null) {
      throw new Problem(
          ProblemType.SERVICE_UNAVAILABLE, "No instance of " + service + " is registered");
    }
    return known.computeIfAbsent(instance.getUri(), Instance::at);
  }
}
