package io.aios.testkit.mcp;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A ping whose {@code Host} is of one's choice, which clients do not let anybody choose. */
public final class NamedHost {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private NamedHost() {}

  /** The status line of the answer, as far as the code: {@code HTTP/1.1 200}. */
  public static String ping(URI endpoint, String host, String token) throws IOException {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      String request =
          ("POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                  + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
              .formatted(endpoint.getPath(), host, token, PING.length(), PING);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }
}
