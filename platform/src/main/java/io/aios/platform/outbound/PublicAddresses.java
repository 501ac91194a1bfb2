package io.aios.platform.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Which addresses lie on the public internet (RFC 6890): never this machine or its networks. */
public final class PublicAddresses {
  private static final List<IpAddressMatcher> SPECIAL =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3")
          .stream()
          .map(IpAddressMatcher::new)
          .toList();

  private static final List<IpAddressMatcher> GLOBAL_V6 = List.of(new IpAddressMatcher("2000::/3"));
  private static final List<IpAddressMatcher> SPECIAL_V6 =
      List.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20").stream()
          .map(IpAddressMatcher::new)
          .toList();

  private PublicAddresses() {}

  public static boolean isPublic(InetAddress address) {
    String text = address.getHostAddress();
    if (address instanceof Inet6Address) {
      return text.indexOf('%') < 0 && in(GLOBAL_V6, text) && !in(SPECIAL_V6, text);
    }
    return !in(SPECIAL, text);
  }

  private static boolean in(List<IpAddressMatcher> networks, String address) {
    return networks.stream().anyMatch(network -> network.matches(address));
  }
}
