package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.settings.SuiteSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Spring properties that tell a service where the others are and as whom it speaks. */
final class ServiceProperties {
  private final DataDirectory data;
  private final Credentials credentials;
  private final PortPlan ports;
  private final List<Member> members;
  private final boolean isolated;
  private final boolean mutualTls;
  private final Map<String, String> asked;

  ServiceProperties(
      DataDirectory data,
      Credentials credentials,
      PortPlan ports,
      List<Member> members,
      SuiteSettings settings) {
    this.data = data;
    this.credentials = credentials;
    this.ports = ports;
    this.members = members;
    this.isolated = settings.isolated();
    this.mutualTls = settings.mutualTls();
    this.asked = settings.properties();
  }

  Map<String, String> of(Member member, Map<String, String> infrastructure) {
    Map<String, String> properties = new TreeMap<>(infrastructure);
    properties.put("server.port", Integer.toString(ports.of(member.name())));
    properties.put("aios.data-dir", data.root().toString());
    properties.put("aios.security.issuer", url("gateway"));
    properties.put("aios.security.security-manager-url", url("security-manager"));
    properties.put("aios.security.client-secret", credentials.account(member));
    properties.put("eureka.client.service-url.defaultZone", url("discovery") + "/eureka/");
    // The class path that all share holds the registry's Jersey, which clients must not pick up.
    properties.put("eureka.client.jersey.enabled", "false");
    properties.put("management.metrics.use-global-registry", "false");
    properties.put("spring.main.register-shutdown-hook", "" + isolated);
    if (member.name().equals("security-manager")) {
      members.forEach(
          each ->
              properties.put(
                  "aios.security-manager.service-accounts." + each.name(),
                  credentials.account(each)));
    }
    properties.putAll(certificate(member));
    properties.putAll(asked);
    return properties;
  }

  private Map<String, String> certificate(Member member) {
    Map<String, String> properties = new TreeMap<>(credentials.certificate(member));
    if (!properties.isEmpty()) {
      String port = Integer.toString(ports.of(PortPlan.GATEWAY_SERVICES));
      switch (member.name()) {
        case "gateway" -> properties.put("aios.tls.port", port);
        case "orchestrator" ->
            properties.put("aios.orchestrator.gateway.url", "https://127.0.0.1:" + port);
        default -> {}
      }
    }
    return properties;
  }

  /** As {@link io.aios.launcher.data.SuiteState#url} has it. */
  String url(String name) {
    String scheme = mutualTls && !name.equals("gateway") ? "https" : "http";
    return scheme + "://127.0.0.1:" + ports.of(name);
  }
}
