package io.aios.launcher.containers;

import io.aios.launcher.settings.SuiteSettings;
import io.aios.launcher.suite.Credentials;
import io.aios.launcher.suite.Member;
import io.aios.launcher.suite.ServiceProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Spring properties of a service in a container: it listens on the container's addresses, is
 * called by its name, and finds its files at a fixed place.
 */
final class ContainerSettings {
  /** Where a container finds its own files, read-only. */
  static final Path FILES = Path.of("/etc/aios");

  /** Where a service keeps its data. */
  static final Path DATA = Path.of("/var/lib/aios");

  /** Where a container is asked whether it lives and is ready. */
  static final int PROBES = 8090;

  private static final String BUNDLE = "spring.ssl.bundle.jks.services.";

  private final ServiceProperties services;
  private final ContainerInfrastructure infrastructure;
  private final List<String> managers;
  private final boolean mutualTls;
  private final Map<String, String> asked;

  /**
   * @param managers networks, beside loopback, from which services register, and from which metrics
   *     and health may be read without a token
   */
  ContainerSettings(
      Credentials credentials, SuiteSettings settings, List<String> managers, boolean mutualTls) {
    this.asked = settings.properties();
    this.managers = List.copyOf(managers);
    this.mutualTls = mutualTls;
    this.infrastructure = new ContainerInfrastructure(credentials.secrets(), settings);
    this.services =
        new ServiceProperties(
            DATA,
            credentials,
            new ContainerPlaces(
                asked.getOrDefault("aios.security.issuer", "http://127.0.0.1:8080"), mutualTls),
            Member.ALL_MEMBERS,
            true,
            asked);
  }

  Map<String, String> of(Member member) {
    Map<String, String> below = new TreeMap<>(infrastructure.properties(member.needs()));
    below.put("server.address", "0.0.0.0");
    below.put("aios.advertised-address", member.name());
    below.put("aios.probes.port", Integer.toString(PROBES));
    below.put("aios.secrets.key-file", FILES.resolve(ServiceFiles.MASTER_KEYS).toString());
    List<String> networks = new ArrayList<>(List.of("127.0.0.0/8", "::1/128"));
    networks.addAll(managers);
    below.put("aios.security.management-networks", String.join(",", networks));
    if (member.name().equals("discovery")) {
      below.put("aios.discovery.networks", String.join(",", networks));
    }
    if (member.name().equals("gateway")) {
      below.put("aios.gateway.allowed-hosts", "gateway");
    }
    Map<String, String> properties = services.of(member, below);
    if (mutualTls) {
      properties.put(
          BUNDLE + "keystore.location", "file:" + FILES.resolve(ServiceFiles.CERTIFICATE));
      properties.put(BUNDLE + "truststore.location", "file:" + FILES.resolve(ServiceFiles.TRUST));
    }
    properties.putAll(asked);
    return properties;
  }
}
