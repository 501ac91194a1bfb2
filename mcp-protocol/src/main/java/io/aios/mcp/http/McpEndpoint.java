package io.aios.mcp.http;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.server.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.HttpRequestHandler;

/**
 * A {@link McpServer} behind one URL. Requests are served on the calling thread, which should be
 * virtual. Whatever comes in, the answer is a JSON-RPC message or empty, and never a 5xx.
 */
public final class McpEndpoint implements HttpRequestHandler, AutoCloseable {
  private final McpServer server;
  private final EndpointOptions options;
  private final HostRules hosts;
  private final ServletExchanges exchanges;

  public McpEndpoint(McpServer server, EndpointOptions options) {
    this.server = server;
    this.options = options;
    this.hosts = new HostRules(options.allowedHosts());
    this.exchanges = new ServletExchanges(options.keepAlive());
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ReplyStream stream = ServletExchanges.stream(request, response);
    RpcRequest message;
    try {
      checkTransport(request, response);
      message = RpcRequest.read(body(request));
    } catch (McpError refused) {
      stream.finish(Reply.error(null, refused));
      return;
    }
    exchanges.serve(server, message, request, stream);
  }

  private void checkTransport(HttpServletRequest request, HttpServletResponse response) {
    if (!hosts.allows(request)) {
      throw refusal(403, "Host or Origin is not allowed here");
    }
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      throw refusal(405, "Only POST is served here, not " + request.getMethod());
    }
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw refusal(415, "Content-Type must be application/json, not " + type);
    }
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    int limit = options.maxBodyBytes();
    if (request.getContentLengthLong() > limit) {
      throw tooLong(limit);
    }
    byte[] body = request.getInputStream().readNBytes(limit + 1);
    if (body.length > limit) {
      throw tooLong(limit);
    }
    return body;
  }

  private static McpError tooLong(int limit) {
    return refusal(413, "The body is longer than " + limit + " bytes");
  }

  private static McpError refusal(int status, String message) {
    return new McpError(ErrorCodes.INVALID_REQUEST, message, status, null, null);
  }

  @Override
  public void close() {
    exchanges.close();
  }
}
