package io.aios.federation.interfaces.mcp;

import io.aios.federation.usecase.CallExternalTool;
import io.aios.federation.usecase.OfferedTools;
import io.aios.mcp.http.EndpointOptions;
import io.aios.mcp.http.McpEndpoint;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.tools.ToolsFeature;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * {@code /mcp/{alias}}: an MCP server for each external one. An alias that is not in use has no
 * tools, as one whose tools all wait for approval.
 */
@Component
class AliasEndpoints implements HttpRequestHandler, DisposableBean {
  static final String PATH = "/mcp/";

  private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9]{0,15}");
  private static final int PAGE_SIZE = 200;
  private static final int MOST = 1000;

  private final OfferedTools offered;
  private final CallExternalTool call;
  private final AliasLists lists;
  private final EndpointOptions options;
  private final Map<String, McpEndpoint> endpoints = new ConcurrentHashMap<>();

  AliasEndpoints(
      OfferedTools offered,
      CallExternalTool call,
      AliasLists lists,
      @Value("${aios.tools.allowed-hosts}") Set<String> allowedHosts) {
    this.offered = offered;
    this.call = call;
    this.lists = lists;
    this.options = EndpointOptions.defaults(allowedHosts);
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String alias = request.getRequestURI().substring(PATH.length());
    McpEndpoint endpoint = endpoints.get(alias);
    if (endpoint == null) {
      if (!ALIAS.matcher(alias).matches() || endpoints.size() >= MOST) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      endpoint = endpoints.computeIfAbsent(alias, this::endpoint);
    }
    endpoint.handleRequest(request, response);
  }

  private McpEndpoint endpoint(String alias) {
    McpServer server =
        McpServer.builder("federation-" + alias, "0.1.0")
            .with(
                new ToolsFeature(
                    new ExternalCatalog(alias, offered, call), Caching.NONE, PAGE_SIZE))
            .with(lists.of(alias))
            .build();
    return new McpEndpoint(server, options);
  }

  @Override
  public void destroy() {
    endpoints.values().forEach(McpEndpoint::close);
  }
}
