package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.FindTools;
import io.aios.gateway.usecase.ToolView;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.Members;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.Content;
import io.aios.mcp.tools.ToolCatalog;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.security.CallerIdentity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalogue for clients that cannot load all of it: three tools that search, describe and call.
 * A call is none of this class's business; it goes through the pipeline.
 *
 * @param server the one server to search, empty for all
 */
record SearchedTools(FindTools find, ToolView view, Optional<String> server)
    implements ToolCatalog {

  @Override
  public List<ToolDescriptor> list(McpExchange exchange) {
    return MetaTools.DESCRIPTORS;
  }

  @Override
  public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
    if (!(exchange.principal() instanceof Authentication authentication)) {
      throw McpError.unauthenticated("A valid access token is required");
    }
    CallerIdentity caller = CallerIdentity.of(authentication);
    return switch (name) {
      case MetaTools.SEARCH -> search(caller, arguments);
      case MetaTools.DESCRIBE -> describe(caller, arguments);
      default -> throw McpError.invalidParams("There is no tool '" + name + "'");
    };
  }

  private CallToolResult search(CallerIdentity caller, ObjectNode arguments) {
    requireOnly(arguments, Set.of("query", "limit"));
    String query = text(arguments, "query");
    if (query.length() > MetaTools.MAX_QUERY) {
      throw McpError.invalidParams(
          "'query' has %d characters; the limit is %d"
              .formatted(query.length(), MetaTools.MAX_QUERY));
    }
    int limit = limit(arguments.get("limit"));
    List<CatalogueTool> found =
        find.find(caller, view, query).stream().filter(this::isHere).limit(limit).toList();
    ObjectNode result = McpJson.object();
    ArrayNode tools = result.putArray("tools");
    for (CatalogueTool tool : found) {
      tools
          .addObject()
          .put("name", tool.name())
          .put("title", tool.descriptor().title())
          .put("description", tool.descriptor().description())
          .put("risk", tool.permission().risk().wireName());
    }
    return structured(result);
  }

  private CallToolResult describe(CallerIdentity caller, ObjectNode arguments) {
    requireOnly(arguments, Set.of("name"));
    String name = text(arguments, "name");
    return find.find(caller, view, "").stream()
        .filter(tool -> tool.name().equals(name) && isHere(tool))
        .findFirst()
        .map(tool -> structured(tool.descriptor().json()))
        .orElseGet(
            () ->
                CallToolResult.failure(
                    "There is no tool '%s' that you may call; find one with %s"
                        .formatted(name, MetaTools.SEARCH)));
  }

  private boolean isHere(CatalogueTool tool) {
    return server.isEmpty() || tool.server().equals(server.get());
  }

  private static CallToolResult structured(ObjectNode json) {
    return new CallToolResult(
        List.of(new Content.Text(json.toString())), json, false, Members.NONE);
  }

  private static void requireOnly(ObjectNode arguments, Set<String> known) {
    for (String name : arguments.propertyNames()) {
      if (!known.contains(name)) {
        throw McpError.invalidParams("There is no argument '" + name + "', only " + known);
      }
    }
  }

  private static String text(ObjectNode arguments, String name) {
    String value = arguments.path(name).stringValue("");
    if (value.isBlank()) {
      throw McpError.invalidParams("'" + name + "' must be a text that is not blank");
    }
    return value;
  }

  private static int limit(@Nullable JsonNode limit) {
    if (limit == null) {
      return MetaTools.FOUND_BY_DEFAULT;
    }
    int value = limit.isIntegralNumber() && limit.canConvertToInt() ? limit.asInt() : 0;
    if (value < 1 || value > MetaTools.MAX_FOUND) {
      throw McpError.invalidParams(
          "'limit' must be a number from 1 to " + MetaTools.MAX_FOUND + ", not " + limit);
    }
    return value;
  }
}
