package io.aios.sysops.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface.
 *
 * @param addresses with prefix lengths, such as {@code 127.0.0.1/8}
 * @param bitsPerSecond null when not known
 */
public record NetworkPort(
    String name,
    boolean up,
    boolean loopback,
    @Nullable String hardwareAddress,
    long mtu,
    @Nullable Long bitsPerSecond,
    List<String> addresses,
    long receivedBytes,
    long sentBytes,
    long receiveErrors,
    long sendErrors) {

  public NetworkPort {
    addresses = List.copyOf(addresses);
  }
}
