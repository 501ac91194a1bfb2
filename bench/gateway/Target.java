import java.nio.charset.StandardCharsets;

/** A path that a tool call can take, in one of the protocol's eras. */
enum Target {
  DIRECT(Path.DIRECT, Era.MODERN),
  NGINX(Path.NGINX, Era.MODERN),
  GATEWAY(Path.GATEWAY, Era.MODERN),
  DIRECT_LEGACY(Path.DIRECT, Era.LEGACY),
  NGINX_LEGACY(Path.NGINX, Era.LEGACY),
  GATEWAY_LEGACY(Path.GATEWAY, Era.LEGACY),
  MCP_HUB(Path.PEER, Era.NONE);

  enum Path {
    DIRECT,
    NGINX,
    GATEWAY,
    PEER
  }

  /** How the call is spoken: MCP 2026-07-28, MCP 2025-11-25, or the peer's own REST. */
  enum Era {
    MODERN("2026-07-28"),
    LEGACY("2025-11-25"),
    NONE("REST");

    final String label;

    Era(String label) {
      this.label = label;
    }
  }

  final Path path;
  final Era era;

  Target(Path path, Era era) {
    this.path = path;
    this.era = era;
  }

  String label() {
    return path == Path.PEER ? "mcp-hub 4.2.1" : path.name().toLowerCase(java.util.Locale.ROOT);
  }

  byte[] body(String tool) {
    String text =
        switch (era) {
          case MODERN ->
              """
              {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{},"_meta":{\
              "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},\
              "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"}}}}""";
          case LEGACY ->
              """
              {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{}}}""";
          case NONE ->
              """
              {"server_name":"server","tool":"%s","arguments":{}}""";
        };
    return text.formatted(tool).getBytes(StandardCharsets.UTF_8);
  }
}
