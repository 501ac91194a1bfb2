package io.aios.launcher.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** TCP ports of this machine's loopback. Remembers what it gave away, so no port is given twice. */
public final class Ports {
  private final Set<Integer> taken = new HashSet<>();

  /** Whether a server could listen on the port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the port is free and not given away before; gives it away when it is. */
  public boolean claim(int port) {
    return !taken.contains(port) && isFree(port) && taken.add(port);
  }

  /** The preferred port when it is free, otherwise any free one. */
  public int claimOrAny(int preferred) {
    if (preferred != 0 && claim(preferred)) {
      return preferred;
    }
    while (true) {
      int port = anyFree();
      if (claim(port)) {
        return port;
      }
    }
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on this machine", e);
    }
  }
}
