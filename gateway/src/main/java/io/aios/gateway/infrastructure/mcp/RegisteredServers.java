package io.aios.gateway.infrastructure.mcp;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Services with the metadata {@code tools}; an alias belongs to the first service that claims it.
 */
@Component
final class RegisteredServers {
  private static final Logger log = LoggerFactory.getLogger(RegisteredServers.class);
  private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9]{0,15}");

  /** Metadata: aliases, separated by commas. */
  private static final String ALIASES = "tools";

  /** Metadata: where the service answers for an alias; {@code /mcp} when absent. */
  private static final String PATH = "tools-path";

  /** Prefix of the tools that the gateway answers itself where tools are searched. */
  static final String OWN = "aios";

  private final DiscoveryClient discovery;
  private final Map<String, String> owners = new LinkedHashMap<>();

  RegisteredServers(DiscoveryClient discovery) {
    this.discovery = discovery;
  }

  List<ToolServer> find() {
    Set<ToolServer> servers = new LinkedHashSet<>();
    for (String service : discovery.getServices()) {
      for (ServiceInstance instance : discovery.getInstances(service)) {
        Map<String, String> metadata = instance.getMetadata();
        if (metadata != null && metadata.get(ALIASES) != null) {
          claimed(service, metadata).forEach(servers::add);
        }
      }
    }
    return List.copyOf(servers);
  }

  private Stream<ToolServer> claimed(String service, Map<String, String> metadata) {
    String path = metadata.getOrDefault(PATH, "/mcp");
    return StringUtils.commaDelimitedListToSet(metadata.get(ALIASES)).stream()
        .filter(alias -> owns(service, alias))
        .map(alias -> new ToolServer(alias, service, path.replace("{alias}", alias)));
  }

  /** Whether the service answers, and no longer for this alias. */
  boolean isGivenUp(ToolServer server, List<ToolServer> found) {
    return !found.contains(server) && !discovery.getInstances(server.service()).isEmpty();
  }

  private boolean owns(String service, String alias) {
    if (alias.equals(OWN)) {
      log.error("{} is not listed: the alias '{}' is the gateway's own", service, alias);
      return false;
    }
    if (!ALIAS.matcher(alias).matches()) {
      log.error("{} is not listed: its alias '{}' does not match {}", service, alias, ALIAS);
      return false;
    }
    String owner = owners.putIfAbsent(alias, service);
    if (owner != null && !owner.equals(service)) {
      log.error("{} is not listed: the alias '{}' belongs to {}", service, alias, owner);
      return false;
    }
    return true;
  }
}
