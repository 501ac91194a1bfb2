package io.aios.mcp.http;

import io.aios.mcp.RpcRequest;
import io.aios.mcp.server.McpServer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;

/**
 * Answers requests that have been read already, as JSON or as an event stream. For whoever has
 * something to do between reading and answering; all others use {@link McpEndpoint}.
 */
public final class ServletExchanges implements AutoCloseable {
  private final KeepAlive keepAlive;

  /**
   * @param keepAlive see {@link EndpointOptions}
   */
  public ServletExchanges(Duration keepAlive) {
    this.keepAlive = new KeepAlive(keepAlive);
  }

  /** Serves one request on the calling thread. */
  public void serve(
      McpServer server,
      RpcRequest message,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    serve(server, message, request, stream(request, response));
  }

  void serve(McpServer server, RpcRequest message, HttpServletRequest request, ReplyStream stream)
      throws IOException {
    try {
      stream.finish(server.handle(message, new ServletContext(request, stream, keepAlive)));
    } finally {
      keepAlive.remove(stream);
    }
  }

  static ReplyStream stream(HttpServletRequest request, HttpServletResponse response) {
    boolean mayStream =
        Collections.list(request.getHeaders("Accept")).stream()
            .anyMatch(accept -> accept.contains("text/event-stream"));
    return new ReplyStream(response, mayStream);
  }

  @Override
  public void close() {
    keepAlive.close();
  }
}
