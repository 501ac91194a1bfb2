package io.aios.platform.security;

/** How the gateway proves to a service that it is the one who says where a request came from. */
public final class ForwardedAddresses {
  /** Header with a hop token for the service. */
  public static final String PROOF = "X-Aios-Forwarded-By";

  /** What that token is good for, and for nothing else. */
  public static final String SCOPE = "forward";

  private ForwardedAddresses() {}
}
