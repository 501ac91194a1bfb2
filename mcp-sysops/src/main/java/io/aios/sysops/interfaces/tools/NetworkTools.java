package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.platform.tools.Tool;
import io.aios.sysops.domain.Connection;
import io.aios.sysops.domain.NetworkPort;
import io.aios.sysops.usecase.Connections;
import io.aios.sysops.usecase.Machine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Interfaces, listening ports and connections. */
@Component
class NetworkTools {

  private final Machine machine;
  private final Connections connections;

  NetworkTools(Machine machine, Connections connections) {
    this.machine = machine;
    this.connections = connections;
  }

  /**
   * @param nextCursor for the following sockets, or null at the end
   */
  record Sockets(List<Connection> sockets, int total, @Nullable String nextCursor) {}

  record Ports(
      @Min(1) @Max(65535) @JsonPropertyDescription("Only this port.") @Nullable Integer port,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Ports in the answer.")
          int limit,
      @Size(max = 20) @JsonPropertyDescription(Arguments.CURSOR) @Nullable String cursor) {}

  @Tool(
      name = "sysops_list_listening_ports",
      title = "List listening ports",
      description =
          "TCP ports that listen and UDP ports that are bound, with the process that owns each where"
              + " the server may see it.")
  Sockets listListeningPorts(Ports arguments) {
    return page(
        socket ->
            socket.listening()
                && (arguments.port() == null || arguments.port() == socket.localPort()),
        arguments.cursor(),
        arguments.limit());
  }

  record ConnectionList(
      @Min(1) @JsonPropertyDescription("Only of this process.") @Nullable Integer pid,
      @Pattern(regexp = "[A-Z_0-9]{1,20}")
          @JsonPropertyDescription("Only in this TCP state, such as ESTABLISHED.")
          @Nullable String state,
      @Min(1)
          @Max(1000)
          @JsonProperty(defaultValue = "100")
          @JsonPropertyDescription("Connections in the answer.")
          int limit,
      @Size(max = 20) @JsonPropertyDescription(Arguments.CURSOR) @Nullable String cursor) {}

  @Tool(
      name = "sysops_list_network_connections",
      title = "List network connections",
      description = "Connected TCP and UDP sockets with both ends, state and owner.")
  Sockets listNetworkConnections(ConnectionList arguments) {
    return page(
        socket ->
            !socket.listening()
                && (arguments.pid() == null || arguments.pid().equals(socket.pid()))
                && (arguments.state() == null || arguments.state().equals(socket.state())),
        arguments.cursor(),
        arguments.limit());
  }

  record Interfaces(List<NetworkPort> interfaces, int total) {}

  @Tool(
      name = "sysops_list_network_interfaces",
      title = "List network interfaces",
      description = "Network interfaces with addresses, state, speed and traffic since boot.")
  Interfaces listNetworkInterfaces() {
    List<NetworkPort> ports = machine.networkPorts();
    return new Interfaces(ports, ports.size());
  }

  private Sockets page(Predicate<Connection> wanted, @Nullable String cursor, int limit) {
    var paging = Arguments.paging(cursor, limit);
    List<Connection> all =
        connections.all().stream()
            .filter(wanted)
            .sorted(
                Comparator.comparingInt(Connection::localPort)
                    .thenComparing(Connection::protocol)
                    .thenComparing(Connection::localAddress))
            .toList();
    return new Sockets(paging.of(all), all.size(), paging.next(all.size()));
  }
}
