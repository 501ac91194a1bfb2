package io.aios.mcp.subscriptions;

import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A listening client on a bare socket, so that leaving is nothing but closing it. */
final class ListeningSocket implements Closeable {
  private final Socket socket;
  private final BufferedReader lines;

  private ListeningSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 256);
  }

  /**
   * @param more further header lines, each ended by CR LF
   */
  static ListeningSocket open(FixtureServer server, String notifications, String more)
      throws IOException {
    return open(server, notifications, more, "{}");
  }

  static ListeningSocket open(
      FixtureServer server, String notifications, String more, String capabilities)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    String body =
        """
        {"jsonrpc":"2.0","id":"s1","method":"subscriptions/listen","params":{"notifications":%s,\
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
        "io.modelcontextprotocol/clientCapabilities":%s}}}"""
            .formatted(notifications, capabilities);
    String head =
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n"
            + "Mcp-Method: subscriptions/listen\r\n"
            + more
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    return new ListeningSocket(socket);
  }

  /** The next message; null at the end of the connection. */
  @Nullable JsonNode next() throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = lines.readLine();
    }
    return line == null ? null : McpJson.MAPPER.readTree(line.substring("data: ".length()));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
