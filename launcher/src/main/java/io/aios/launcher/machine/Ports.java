package io.aios.launcher.machine;

import io.aios.launcher.data.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine's loopback. Remembers what it gave away, so no port is given twice. */
public final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_767;
  private static final int MOST_TRIES = 10_000;

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

  /**
   * The preferred port when it is free, otherwise any free one from {@value #LOWEST} to {@value
   * #HIGHEST}: below the range that the system takes ports of outgoing connections from, so that
   * none of those is there by the time that the server listens.
   */
  public int claimOrAny(int preferred) {
    if (preferred != 0 && claim(preferred)) {
      return preferred;
    }
    return ThreadLocalRandom.current()
        .ints(MOST_TRIES, LOWEST, HIGHEST + 1)
        .filter(this::claim)
        .findFirst()
        .orElseThrow(
            () ->
                new StartFailure(
                    "ports",
                    "no free port from " + LOWEST + " to " + HIGHEST + " was found",
                    "Name free ones: --port NAME=PORT."));
  }
}
