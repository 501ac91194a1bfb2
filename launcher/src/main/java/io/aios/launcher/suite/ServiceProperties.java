package io.aios.launcher.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Spring properties that tell a service where the others are and as whom it speaks. */
public final class ServiceProperties {
  private final Path data;
  private final Credentials credentials;
  private final Places places;
  private final List<Member> members;
  private final boolean ownProcess;
  private final Map<String, String> asked;

  /**
   * @param data the data directory as the services see it
   * @param ownProcess whether each service has its process to itself
   * @param asked the owner's properties, above all others
   */
  public ServiceProperties(
      Path data,
      Credentials credentials,
      Places places,
      List<Member> members,
      boolean ownProcess,
      Map<String, String> asked) {
    this.data = data;
    this.credentials = credentials;
    this.places = places;
    this.members = members;
    this.ownProcess = ownProcess;
    this.asked = asked;
  }

  /** Of one service, with those that tell it where its infrastructure is. */
  public Map<String, String> of(Member member, Map<String, String> infrastructure) {
    Map<String, String> properties = new TreeMap<>(infrastructure);
    properties.put("server.port", Integer.toString(places.port(member.name())));
    properties.put("aios.data-dir", data.toString());
    properties.put("aios.security.issuer", places.issuer());
    properties.put("aios.security.security-manager-url", places.url("security-manager"));
    properties.put("aios.security.client-secret", credentials.account(member));
    properties.put("eureka.client.service-url.defaultZone", places.url("discovery") + "/eureka/");
    // The class path that all share holds the registry's Jersey, which clients must not pick up.
    properties.put("eureka.client.jersey.enabled", "false");
    properties.put("management.metrics.use-global-registry", "false");
    properties.put("spring.main.register-shutdown-hook", "" + ownProcess);
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
      switch (member.name()) {
        case "gateway" ->
            properties.put("aios.tls.port", Integer.toString(places.gatewayServicesPort()));
        case "orchestrator" ->
            properties.put("aios.orchestrator.gateway.url", places.gatewayForServices());
        default -> {}
      }
    }
    return properties;
  }
}
