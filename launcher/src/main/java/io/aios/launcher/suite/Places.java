package io.aios.launcher.suite;

/** Where the parts of a suite are, as its services are told. */
public interface Places {
  /** Where a service listens; 0 for any free port. */
  int port(String service);

  /** Where the others call a service, without a path. */
  String url(String service);

  /** The gateway's address for users, which issues and takes access tokens. */
  String issuer();

  /** The port at which services, showing certificates, call the gateway. */
  int gatewayServicesPort();

  /** Where services, showing certificates, call the gateway. */
  String gatewayForServices();
}
