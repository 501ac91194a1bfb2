package io.aios.platform.probes;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A connector that a kubelet asks every few seconds, and nobody else: few threads, no kept
 * connections.
 */
final class ProbeConnector {
  private static final int CONNECTIONS = 16;
  private static final int THREADS = 2;
  private static final int TIMEOUT_MILLIS = 5_000;

  private final int port;
  private volatile @Nullable Connector connector;

  /**
   * @param port 0 for any free one
   */
  ProbeConnector(int port) {
    this.port = port;
  }

  /**
   * @param address where it listens, on all when absent
   */
  Connector open(@Nullable InetAddress address) {
    Connector made = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    made.setPort(port);
    if (made.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
      protocol.setAddress(address);
      protocol.setMinSpareThreads(1);
      protocol.setMaxThreads(THREADS);
      protocol.setMaxConnections(CONNECTIONS);
      protocol.setConnectionTimeout(TIMEOUT_MILLIS);
    }
    made.setProperty("maxKeepAliveRequests", "1");
    connector = made;
    return made;
  }

  /** Where it listens; 0 or less while it does not. */
  int localPort() {
    Connector present = connector;
    return present == null ? 0 : present.getLocalPort();
  }
}
