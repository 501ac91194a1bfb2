package io.aios.launcher.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Objects;

/** The networks that this container is on, which change when they are made anew. */
final class OwnNetworks {
  private OwnNetworks() {}

  /** In CIDR notation, without loopback and link-local ones. */
  static List<String> list() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(each -> each.getInterfaceAddresses().stream())
        .filter(Objects::nonNull)
        .filter(each -> isOfNetwork(each.getAddress()))
        .map(OwnNetworks::cidr)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isOfNetwork(InetAddress address) {
    return !address.isLoopbackAddress() && !address.isLinkLocalAddress();
  }

  static String cidr(InterfaceAddress address) {
    return cidr(address.getAddress().getAddress(), address.getNetworkPrefixLength());
  }

  /**
   * @param prefix how many leading bits name the network
   */
  static String cidr(byte[] address, int prefix) {
    byte[] network = address.clone();
    for (int bit = prefix; bit < network.length * Byte.SIZE; bit++) {
      network[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
    }
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + prefix;
    } catch (IOException e) {
      throw new IllegalArgumentException(network.length + " bytes are no address", e);
    }
  }
}
