package io.aios.gateway.infrastructure.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Services with the metadata {@code tools}; an alias belongs to the first service that claims it.
 */
@Component
final class RegisteredServers {
  private static final Logger log = LoggerFactory.getLogger(RegisteredServers.class);
  private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9]{0,15}");

  /** Prefix of the tools that the gateway answers itself where tools are searched. */
  private static final String OWN = "aios";

  private final DiscoveryClient discovery;
  private final Map<String, String> owners = new LinkedHashMap<>();

  RegisteredServers(DiscoveryClient discovery) {
    this.discovery = discovery;
  }

  List<ToolServer> find() {
    List<ToolServer> servers = new ArrayList<>();
    for (String service : discovery.getServices()) {
      for (ServiceInstance instance : discovery.getInstances(service)) {
        Map<String, String> metadata = instance.getMetadata();
        String alias = metadata == null ? null : metadata.get("tools");
        if (alias != null && owns(service, alias)) {
          servers.add(new ToolServer(alias, service));
          break;
        }
      }
    }
    return servers;
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
