package io.aios.sysops.domain;

import org.jspecify.annotations.Nullable;

/**
 * A socket of the internet protocols.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param remoteAddress null when not connected
 * @param state of TCP, such as {@code ESTABLISHED}; {@code NONE} for UDP
 * @param pid of the owner; null when the server may not see it or there is none
 */
public record Connection(
    String protocol,
    int ipVersion,
    String localAddress,
    int localPort,
    @Nullable String remoteAddress,
    @Nullable Integer remotePort,
    String state,
    @Nullable Integer pid,
    @Nullable String process) {

  public boolean listening() {
    return state.equals("LISTEN") || (protocol.equals("udp") && remoteAddress == null);
  }
}
