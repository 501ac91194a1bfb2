package io.aios.launcher.suite;

/** Everything on this machine's loopback address. */
record LoopbackPlaces(PortPlan ports, boolean mutualTls) implements Places {
  @Override
  public int port(String service) {
    return ports.of(service);
  }

  /** As {@link io.aios.launcher.data.SuiteState#url} has it. */
  @Override
  public String url(String service) {
    String scheme = mutualTls && !service.equals("gateway") ? "https" : "http";
    return scheme + "://127.0.0.1:" + ports.of(service);
  }

  @Override
  public String issuer() {
    return url("gateway");
  }

  @Override
  public int gatewayServicesPort() {
    return ports.of(PortPlan.GATEWAY_SERVICES);
  }

  @Override
  public String gatewayForServices() {
    return "https://127.0.0.1:" + gatewayServicesPort();
  }
}
