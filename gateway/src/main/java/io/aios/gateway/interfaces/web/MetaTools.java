package io.aios.gateway.interfaces.web;

import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ToolDescriptor;
import java.util.List;
import java.util.Set;

/** The tools that stand for all others where those are searched: how they are described. */
final class MetaTools {
  static final String SEARCH = "aios_search_tools";
  static final String DESCRIBE = "aios_describe_tool";
  static final String CALL = "aios_call_tool";

  static final int MAX_QUERY = 400;
  static final int MAX_FOUND = 50;
  static final int FOUND_BY_DEFAULT = 10;

  /** Those that the gateway answers itself. */
  static final Set<String> ANSWERED_HERE = Set.of(SEARCH, DESCRIBE);

  /** By name, as every list. */
  static final List<ToolDescriptor> DESCRIPTORS =
      List.of(
          descriptor(
              """
              {"name": "aios_call_tool", "title": "Call a tool",
               "description": "Calls a tool found with aios_search_tools. The call is checked, \
              limited and recorded as if the tool were called by its own name.",
               "inputSchema": {"type": "object", "required": ["name"], "additionalProperties": false,
                "properties": {
                 "name": {"type": "string", "description": "The tool's name"},
                 "arguments": {"type": "object",
                  "description": "As the tool's inputSchema says; see aios_describe_tool"}}},
               "annotations": {"readOnlyHint": false, "openWorldHint": true}}"""),
          descriptor(
              """
              {"name": "aios_describe_tool", "title": "Describe a tool",
               "description": "Gives a tool's description and the schemas of its arguments and \
              result.",
               "inputSchema": {"type": "object", "required": ["name"], "additionalProperties": false,
                "properties": {"name": {"type": "string", "description": "The tool's name"}}},
               "annotations": {"readOnlyHint": true, "openWorldHint": false}}"""),
          descriptor(
              """
              {"name": "aios_search_tools", "title": "Search tools",
               "description": "Finds tools by what they do, the best match first. Say it in a few \
              words, such as 'free disk space'.",
               "inputSchema": {"type": "object", "required": ["query"], "additionalProperties": false,
                "properties": {
                 "query": {"type": "string", "minLength": 1, "maxLength": 400,
                  "description": "What the tool should do"},
                 "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10,
                  "description": "How many tools at most"}}},
               "annotations": {"readOnlyHint": true, "openWorldHint": false}}"""));

  private MetaTools() {}

  static boolean isMeta(String name) {
    return ANSWERED_HERE.contains(name) || name.equals(CALL);
  }

  private static ToolDescriptor descriptor(String json) {
    return new ToolDescriptor(McpJson.MAPPER.readTree(json).asObject());
  }
}
