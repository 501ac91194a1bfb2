package io.aios.sysops.infrastructure.oshi;

import io.aios.sysops.domain.NetworkPort;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import oshi.hardware.NetworkIF;

/** Reads one network interface. */
final class OshiNetwork {
  private OshiNetwork() {}

  static NetworkPort port(NetworkIF port) {
    NetworkInterface itself = port.queryNetworkInterface();
    return new NetworkPort(
        port.getName(),
        is(itself, NetworkInterface::isUp),
        is(itself, NetworkInterface::isLoopback),
        Known.text(port.getMacaddr()),
        port.getMTU(),
        port.getSpeed() > 0 ? port.getSpeed() : null,
        addresses(itself),
        port.getBytesRecv(),
        port.getBytesSent(),
        port.getInErrors(),
        port.getOutErrors());
  }

  private static List<String> addresses(@Nullable NetworkInterface port) {
    return port == null
        ? List.of()
        : port.getInterfaceAddresses().stream()
            .map(
                address ->
                    withoutZone(address.getAddress().getHostAddress())
                        + "/"
                        + address.getNetworkPrefixLength())
            .toList();
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  private interface Question {
    boolean ask(NetworkInterface port) throws SocketException;
  }

  private static boolean is(@Nullable NetworkInterface port, Question question) {
    try {
      return port != null && question.ask(port);
    } catch (SocketException e) {
      return false;
    }
  }
}
