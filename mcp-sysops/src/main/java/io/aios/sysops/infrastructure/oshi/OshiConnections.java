package io.aios.sysops.infrastructure.oshi;

import io.aios.sysops.domain.Connection;
import io.aios.sysops.usecase.Connections;
import io.aios.sysops.usecase.Processes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.IPConnection;

/** Sockets with their owners. */
@Component
final class OshiConnections implements Connections {
  private final SystemInfo info;
  private final Processes processes;

  OshiConnections(SystemInfo info, Processes processes) {
    this.info = info;
    this.processes = processes;
  }

  @Override
  public List<Connection> all() {
    Map<Integer, String> names = new HashMap<>();
    return info.getOperatingSystem().getInternetProtocolStats().getConnections().stream()
        .map(connection -> connection(connection, names))
        .toList();
  }

  private Connection connection(IPConnection connection, Map<Integer, String> names) {
    int pid = connection.getowningProcessId();
    boolean connected = connection.getForeignPort() != 0;
    String type = connection.getType();
    return new Connection(
        type.startsWith("tcp") ? "tcp" : "udp",
        type.endsWith("6") ? 6 : 4,
        address(connection.getLocalAddress(), type),
        connection.getLocalPort(),
        connected ? address(connection.getForeignAddress(), type) : null,
        connected ? connection.getForeignPort() : null,
        String.valueOf(connection.getState()),
        pid > 0 ? pid : null,
        pid > 0 ? name(pid, names) : null);
  }

  private @Nullable String name(int pid, Map<Integer, String> names) {
    String name = names.computeIfAbsent(pid, key -> processes.name(key).orElse(""));
    return name.isEmpty() ? null : name;
  }

  /** OSHI gives no bytes for "any address". */
  private static String address(byte[] bytes, String type) {
    try {
      return bytes.length == 0
          ? (type.endsWith("6") ? "::" : "0.0.0.0")
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
