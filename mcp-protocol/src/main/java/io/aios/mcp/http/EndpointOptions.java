package io.aios.mcp.http;

import java.time.Duration;
import java.util.Set;

/**
 * Limits of an endpoint.
 *
 * @param maxBodyBytes longest request body; more is refused with 413
 * @param keepAlive a call that runs longer than this is answered as an event stream with a comment
 *     at this interval, which is also how a client that went away is noticed
 * @param allowedHosts names beside loopback and addresses that {@code Host} and {@code Origin} may
 *     carry; {@code *} allows every name
 */
public record EndpointOptions(int maxBodyBytes, Duration keepAlive, Set<String> allowedHosts) {

  public EndpointOptions {
    allowedHosts = Set.copyOf(allowedHosts);
    if (maxBodyBytes < 1 || keepAlive.toMillis() < 1) {
      throw new IllegalArgumentException(
          "maxBodyBytes " + maxBodyBytes + " and keepAlive " + keepAlive + " must be positive");
    }
  }

  /** 4 MiB and 3 seconds. */
  public static EndpointOptions defaults(Set<String> allowedHosts) {
    return new EndpointOptions(4 << 20, Duration.ofSeconds(3), allowedHosts);
  }
}
