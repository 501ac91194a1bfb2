package io.aios.launcher.infrastructure.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis server whether it is there, before any client library is loaded. */
final class RedisPing {
  private static final int TIMEOUT_MILLIS = 1000;

  private final int port;
  private final String password;

  RedisPing(int port, String password) {
    this.port = port;
    this.password = password;
  }

  /** Whether the server takes the password and has loaded its data. */
  boolean isAnswered() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .startsWith("+OK\r\n+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
