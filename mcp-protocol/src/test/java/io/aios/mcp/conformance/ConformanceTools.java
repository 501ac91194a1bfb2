package io.aios.mcp.conformance;

import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureTools;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.server.Members;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.Content;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Tools that answer with every kind of content, and some with demanding schemas. */
final class ConformanceTools {
  /** A WAV file without a sample. */
  private static final String SILENCE =
      "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

  private ConformanceTools() {}

  static ToolSet.Builder builder() {
    return ToolSet.builder()
        .tool(tool("test_audio_content", object()), (a, exchange) -> answer(audio()))
        .tool(
            tool("test_embedded_resource", object()),
            (a, exchange) ->
                answer(embedded("test://embedded-resource", "text/plain", "Embedded.")))
        .tool(tool("test_multiple_content_types", object()), (a, exchange) -> mixed())
        .tool(tool("json_schema_2020_12_tool", schema2020()), (a, exchange) -> answer(text("ok")))
        .tool(tool("test_param_headers", headers()), (a, exchange) -> answer(text(a.toString())));
  }

  private static ToolDescriptor tool(String name, ObjectNode schema) {
    return ToolDescriptor.of(name, schema, About.of("What " + name + " does"));
  }

  private static CallToolResult mixed() {
    return answer(
        text("Multiple content types test:"),
        new Content.Image(FixtureTools.ONE_PIXEL, "image/png"),
        embedded("test://mixed-content-resource", "application/json", "{\"value\":123}"));
  }

  private static CallToolResult answer(Content... blocks) {
    return new CallToolResult(List.of(blocks), null, false, Members.NONE);
  }

  private static Content text(String text) {
    return new Content.Text(text);
  }

  private static Content audio() {
    return new Content.Audio(SILENCE, "audio/wav");
  }

  private static Content embedded(String uri, String mimeType, String text) {
    return new Content.Embedded(new ResourceContents.Text(uri, mimeType, text));
  }

  private static ObjectNode object() {
    return McpJson.object().put("type", "object").put("additionalProperties", false);
  }

  private static ObjectNode headers() {
    return (ObjectNode)
        McpJson.MAPPER.readTree(
            """
            {"type": "object",
             "properties": {
               "region": {"type": "string", "x-mcp-header": "Region"},
               "priority": {"type": "integer", "x-mcp-header": "Priority"},
               "dry": {"type": "boolean", "x-mcp-header": "Dry"}}}
            """);
  }

  private static ObjectNode schema2020() {
    return (ObjectNode)
        McpJson.MAPPER.readTree(
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "type": "object",
             "$defs": {"address": {
               "$anchor": "addressDef", "type": "object",
               "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
             "properties": {
               "name": {"type": "string"},
               "address": {"$ref": "#/$defs/address"},
               "contactMethod": {"type": "string", "enum": ["phone", "email"]},
               "phone": {"type": "string"},
               "email": {"type": "string"}},
             "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
             "if": {
               "properties": {"contactMethod": {"const": "phone"}},
               "required": ["contactMethod"]},
             "then": {"required": ["phone"]},
             "else": {"required": ["email"]},
             "additionalProperties": false}
            """);
  }
}
