package io.aios.platform.tools;

import io.aios.mcp.McpJson;
import io.aios.mcp.annotation.RecordJson;
import io.aios.mcp.tools.CallToolResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes into an answer how the call can be undone. */
final class Undos {
  private Undos() {}

  static CallToolResult add(CallToolResult answer, @Nullable ToolUndo undo) {
    if (undo == null) {
      return answer;
    }
    ObjectNode said = json(undo);
    return new CallToolResult(
        answer.content(),
        answer.structuredContent(),
        answer.isError(),
        json -> {
          answer.meta().write(json);
          json.writeName(ToolMeta.UNDO);
          json.writeTree(said);
        });
  }

  private static ObjectNode json(ToolUndo undo) {
    return switch (undo) {
      case ToolUndo.By by -> {
        ObjectNode said = McpJson.object().put("tool", by.tool());
        said.set("arguments", RecordJson.MAPPER.valueToTree(by.arguments()));
        if (by.expires() != null) {
          said.put("expires", by.expires().toString());
        }
        yield said;
      }
      case ToolUndo.Impossible impossible ->
          McpJson.object().put("impossible", impossible.reason());
    };
  }
}
