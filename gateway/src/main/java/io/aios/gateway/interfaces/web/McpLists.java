package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.FindTools;
import io.aios.gateway.usecase.ToolView;
import io.aios.mcp.McpError;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolCatalog;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolsFeature;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What the gateway answers as an MCP server of its own: discovery, handshake, lists of tools. */
@Component
final class McpLists {
  private static final String INSTRUCTIONS =
      "Every tool of this machine. Names are <server>_<verb>_<object>; what is listed may be called.";

  private static final String SEARCH_INSTRUCTIONS =
      "Every tool of this machine, found by search: aios_search_tools, then aios_describe_tool for"
          + " the arguments, then aios_call_tool.";

  private final Catalogues catalogues;
  private final GatewayProperties properties;
  private final FindTools find;
  private final Listening listening;
  private final String version;
  private final ConcurrentMap<Optional<String>, McpServer> servers = new ConcurrentHashMap<>();

  McpLists(
      Catalogues catalogues,
      FindTools find,
      Listening listening,
      GatewayProperties properties,
      ObjectProvider<BuildProperties> build) {
    this.catalogues = catalogues;
    this.find = find;
    this.listening = listening;
    this.properties = properties;
    this.version =
        Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getVersion).orElse("0");
  }

  /**
   * @param alias of the one server to list, empty for all; it exists
   * @param view of the catalogue; one that a request has chosen is built for that request alone
   */
  McpServer of(Optional<String> alias, ToolView view) {
    return view.equals(ToolView.EVERYTHING)
        ? servers.computeIfAbsent(alias, server -> build(server, view))
        : build(alias, view);
  }

  private McpServer build(Optional<String> alias, ToolView view) {
    ToolCatalog tools =
        view.searched() ? new SearchedTools(find, view, alias) : new Granted(alias, view);
    Caching caching = new Caching(properties.listTtl(), false);
    return McpServer.builder(alias.map(name -> "aios-" + name).orElse("aios"), version)
        .instructions(view.searched() ? SEARCH_INSTRUCTIONS : INSTRUCTIONS)
        .with(new ToolsFeature(tools, caching, properties.pageSize()))
        .with(new OfferedData(catalogues, alias, view).feature(caching, properties.pageSize()))
        .with(listening)
        .build();
  }

  private final class Granted implements ToolCatalog {
    private final Optional<String> alias;
    private final ToolView view;

    Granted(Optional<String> alias, ToolView view) {
      this.alias = alias;
      this.view = view;
    }

    @Override
    public List<ToolDescriptor> list(McpExchange exchange) {
      return catalogues.current().grantedTo(Callers.grants(exchange)).stream()
          .filter(view::includes)
          .filter(tool -> alias.isEmpty() || tool.server().equals(alias.get()))
          .map(CatalogueTool::descriptor)
          .toList();
    }

    @Override
    public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
      throw McpError.methodNotFound("tools/call as a notification");
    }
  }
}
