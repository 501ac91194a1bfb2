package io.aios.federation.infrastructure.http;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.InvalidServer;
import io.aios.platform.outbound.CheckedAddresses;
import io.aios.platform.outbound.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Where connections may go: to public addresses with TLS, and to what the operator named. The rule
 * is checked when a server is added, for a clear answer, and again by whoever resolves the name for
 * a connection, for that is the only moment that counts.
 */
final class OutboundRules {
  private final Set<String> allowedHosts;
  private final Set<String> allowedNames;

  OutboundRules(Set<String> allowedHosts) {
    this.allowedHosts =
        allowedHosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.allowedNames =
        this.allowedHosts.stream()
            .map(host -> host.substring(0, Math.max(0, host.lastIndexOf(':'))))
            .collect(Collectors.toUnmodifiableSet());
  }

  CheckedAddresses resolver() {
    return new CheckedAddresses(
        (host, address) ->
            PublicAddresses.isPublic(address)
                || allowedNames.contains(host.toLowerCase(Locale.ROOT)));
  }

  /**
   * @throws InvalidServer naming what is not allowed
   */
  void check(Connection.Http connection) {
    if (isAllowed(connection)) {
      return;
    }
    String host = connection.url().getHost();
    if (!"https".equals(connection.url().getScheme())) {
      throw new InvalidServer("url", "must be https, since " + hint(connection));
    }
    if (allowedNames.contains(host.toLowerCase(Locale.ROOT))) {
      throw new InvalidServer("url", hint(connection));
    }
    try {
      for (InetAddress address : SystemDefaultDnsResolver.INSTANCE.resolve(host)) {
        if (!PublicAddresses.isPublic(address)) {
          throw new InvalidServer(
              "url",
              "%s is at %s, which is not a public address, and %s"
                  .formatted(host, address.getHostAddress(), hint(connection)));
        }
      }
    } catch (UnknownHostException e) {
      throw new InvalidServer("url", host + " is the name of no host");
    }
  }

  private boolean isAllowed(Connection.Http connection) {
    String host = connection.url().getHost() + ':' + connection.port();
    return allowedHosts.contains(host.toLowerCase(Locale.ROOT));
  }

  private static String hint(Connection.Http connection) {
    return "%s:%d is not in aios.federation.http.allowed-hosts"
        .formatted(connection.url().getHost(), connection.port());
  }
}
