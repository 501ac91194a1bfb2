package io.aios.security.threats.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network that an address belongs to, coarse enough to stay the same while a caller's address
 * changes at one provider: /16 of IPv4, /32 of IPv6. Loopback, link-local and private addresses
 * (RFC 1918, RFC 4193) are one network, {@code local}.
 */
public record NetworkPrefix(String text) {
  private static final String LOCAL = "local";
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int UNIQUE_LOCAL = 0xfc;

  /** Empty for what is no literal address. */
  public static Optional<NetworkPrefix> of(@Nullable String address) {
    if (address == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NetworkPrefix(prefix(InetAddress.ofLiteral(address))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String prefix(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean sixth = address instanceof Inet6Address;
    boolean uniqueLocal = sixth && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    if (address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || uniqueLocal) {
      return LOCAL;
    }
    return sixth
        ? "%02x%02x:%02x%02x::/32".formatted(bytes[0], bytes[1], bytes[2], bytes[3])
        : "%d.%d.0.0/16".formatted(bytes[0] & 0xff, bytes[1] & 0xff);
  }

  private boolean isV6() {
    return text.contains(":");
  }

  /**
   * Whether a caller cannot be in both at once. One host has addresses of both families, so they
   * are not compared.
   */
  boolean isFarFrom(NetworkPrefix other) {
    boolean comparable = isV6() == other.isV6() || text.equals(LOCAL) || other.text.equals(LOCAL);
    return comparable && !text.equals(other.text);
  }
}
