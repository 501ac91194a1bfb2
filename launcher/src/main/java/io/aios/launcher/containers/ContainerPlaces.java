package io.aios.launcher.containers;

import io.aios.launcher.suite.Member;
import io.aios.launcher.suite.Places;

/**
 * Every service in a container of its name, at its well-known port.
 *
 * @param issuer the gateway's address for users, outside of the containers' network
 */
record ContainerPlaces(String issuer, boolean mutualTls) implements Places {
  private static final int GATEWAY_SERVICES = 8443;

  @Override
  public int port(String service) {
    return Member.named(service).port();
  }

  @Override
  public String url(String service) {
    String scheme = mutualTls && !service.equals("gateway") ? "https" : "http";
    return scheme + "://" + service + ":" + port(service);
  }

  @Override
  public int gatewayServicesPort() {
    return GATEWAY_SERVICES;
  }

  @Override
  public String gatewayForServices() {
    return "https://gateway:" + GATEWAY_SERVICES;
  }
}
