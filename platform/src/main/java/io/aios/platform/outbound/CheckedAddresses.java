package io.aios.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.BiPredicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves a name only when each of its addresses may be connected to; literals likewise. The
 * connection then goes to the very addresses that were checked, so that a name cannot be bound to
 * another one in between.
 *
 * @param allowed decides by the name and one of its addresses
 */
public record CheckedAddresses(BiPredicate<String, InetAddress> allowed) implements DnsResolver {
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    for (InetAddress address : addresses) {
      if (!allowed.test(host, address)) {
        throw new UnknownHostException(
            host + " is at " + address.getHostAddress() + ", not a public address");
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
