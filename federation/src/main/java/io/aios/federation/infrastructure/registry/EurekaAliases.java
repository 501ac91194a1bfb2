package io.aios.federation.infrastructure.registry;

import com.netflix.appinfo.ApplicationInfoManager;
import io.aios.federation.usecase.SuiteAliases;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Aliases are metadata of registered services: {@code tools}, separated by commas. A change reaches
 * the gateway with the registry's next round, within some ten seconds.
 */
@Component
class EurekaAliases implements SuiteAliases {
  private static final String TOOLS = "tools";

  private final DiscoveryClient discovery;
  private final @Nullable ApplicationInfoManager registration;
  private final String service;
  private String announced = "";

  EurekaAliases(
      DiscoveryClient discovery,
      ObjectProvider<ApplicationInfoManager> registration,
      @Value("${spring.application.name}") String service) {
    this.discovery = discovery;
    this.registration = registration.getIfAvailable();
    this.service = service;
  }

  @Override
  public Set<String> taken() {
    return discovery.getServices().stream()
        .filter(name -> !name.equalsIgnoreCase(service))
        .flatMap(name -> discovery.getInstances(name).stream())
        .flatMap(
            instance ->
                instance.getMetadata() == null
                    ? Stream.empty()
                    : Stream.ofNullable(instance.getMetadata().get(TOOLS)))
        .flatMap(aliases -> Arrays.stream(aliases.split(",")))
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized void announce(Set<String> aliases) {
    String now = String.join(",", new TreeSet<>(aliases));
    if (registration != null && !now.equals(announced)) {
      registration.registerAppMetadata(Map.of(TOOLS, now));
      announced = now;
    }
  }
}
