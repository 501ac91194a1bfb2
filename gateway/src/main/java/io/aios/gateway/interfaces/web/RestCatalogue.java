package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.usecase.Catalogue;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.FindTools;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists and describes the tools that the caller may call. */
@Component
final class RestCatalogue {
  private static final int MAX_PAGE = 1000;

  private final Catalogues catalogues;
  private final FindTools find;
  private final ToolViews views;
  private final GatewayProperties properties;
  private final JsonMapper json;

  RestCatalogue(
      Catalogues catalogues,
      FindTools find,
      ToolViews views,
      GatewayProperties properties,
      JsonMapper json) {
    this.catalogues = catalogues;
    this.find = find;
    this.views = views;
    this.properties = properties;
    this.json = json;
  }

  /**
   * @param tools descriptors as MCP lists them, by name; the best first where words are searched
   * @param total how many match, over all pages
   * @param next the {@code after} parameter of the next page
   * @param servers where the tools are from, and whether their lists are fresh
   */
  private record ToolPage(
      List<JsonNode> tools, int total, @Nullable String next, List<ServerStatus> servers) {}

  void show(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CallerIdentity caller = Callers.of(request);
    RequestRecord.of(request).caller(caller, request);
    Catalogue catalogue = catalogues.current();
    Object shown = name.isEmpty() ? page(catalogue, caller, request) : one(caller, name, request);
    write(shown, request, response);
  }

  private JsonNode one(CallerIdentity caller, String name, HttpServletRequest request) {
    CatalogueTool tool =
        catalogues
            .current()
            .find(name)
            .orElseThrow(
                () -> new Problem(ProblemType.UNKNOWN_TOOL, "There is no tool '" + name + "'"));
    if (!tool.permission().grantedBy(caller.scopes())) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED,
              "Tool '" + name + "' needs the permission " + tool.permission())
          .with("permission", tool.permission().toString());
    }
    views.of(request).require(tool);
    return tool.descriptor().json();
  }

  private ToolPage page(Catalogue catalogue, CallerIdentity caller, HttpServletRequest request) {
    List<CatalogueTool> matching =
        find.find(caller, views.of(request), query(request.getParameter("query"))).stream()
            .filter(tool -> is(request.getParameter("server"), tool.server()))
            .toList();
    int limit = limit(request.getParameter("limit"));
    List<CatalogueTool> rest = after(matching, request.getParameter("after"));
    List<CatalogueTool> tools = rest.subList(0, Math.min(limit, rest.size()));
    Set<String> listed =
        catalogue.grantedTo(caller.scopes()).stream()
            .map(CatalogueTool::server)
            .collect(Collectors.toSet());
    return new ToolPage(
        tools.stream().<JsonNode>map(tool -> tool.descriptor().json()).toList(),
        matching.size(),
        rest.size() > limit ? tools.getLast().name() : null,
        catalogue.servers().stream().filter(s -> isShown(s, listed)).toList());
  }

  /** A server none of whose tools the caller may call is none of its business. */
  private static boolean isShown(ServerStatus server, Set<String> listed) {
    return server.tools() == 0 || listed.contains(server.server());
  }

  private static boolean is(@Nullable String wanted, String actual) {
    return wanted == null || wanted.isEmpty() || wanted.equals(actual);
  }

  private static String query(@Nullable String parameter) {
    if (parameter != null && parameter.length() > MetaTools.MAX_QUERY) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "query has %d characters; the limit is %d"
              .formatted(parameter.length(), MetaTools.MAX_QUERY));
    }
    return parameter == null ? "" : parameter;
  }

  /**
   * In a list by name also after a tool that has gone meanwhile; ranked tools have no such order.
   */
  private static List<CatalogueTool> after(List<CatalogueTool> tools, @Nullable String name) {
    if (name == null) {
      return tools;
    }
    for (int i = 0; i < tools.size(); i++) {
      if (tools.get(i).name().equals(name)) {
        return tools.subList(i + 1, tools.size());
      }
    }
    return tools.stream().filter(tool -> tool.name().compareTo(name) > 0).toList();
  }

  private int limit(@Nullable String parameter) {
    if (parameter == null) {
      return properties.pageSize();
    }
    if (!parameter.matches("[0-9]{1,4}")
        || Integer.parseInt(parameter) < 1
        || Integer.parseInt(parameter) > MAX_PAGE) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "limit must be a number from 1 to " + MAX_PAGE + ", not '" + parameter + "'");
    }
    return Integer.parseInt(parameter);
  }

  private void write(Object shown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = json.writeValueAsBytes(shown);
    String etag = '"' + DigestUtils.md5DigestAsHex(body) + '"';
    response.setHeader(HttpHeaders.ETAG, etag);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
