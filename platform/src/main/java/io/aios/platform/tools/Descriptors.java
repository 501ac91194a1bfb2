package io.aios.platform.tools;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ToolDescriptor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes tools as clients list them. */
final class Descriptors {
  private Descriptors() {}

  static ToolDescriptor of(
      ToolSpec spec, ObjectNode input, @Nullable ObjectNode output, boolean previews) {
    ObjectNode json = McpJson.object();
    json.put("name", spec.name()).put("title", spec.title());
    json.put("description", spec.description());
    json.set("inputSchema", input);
    if (output != null) {
      json.set("outputSchema", output);
    }
    json.set("annotations", annotations(spec));
    json.set("_meta", meta(spec, previews));
    return new ToolDescriptor(json);
  }

  private static ObjectNode annotations(ToolSpec spec) {
    return McpJson.object()
        .put("readOnlyHint", spec.risk() == Risk.READ)
        .put("destructiveHint", spec.risk() == Risk.DESTRUCTIVE)
        .put("idempotentHint", spec.idempotent())
        .put("openWorldHint", spec.risk() == Risk.EXTERNAL);
  }

  private static ObjectNode meta(ToolSpec spec, boolean previews) {
    ObjectNode meta =
        McpJson.object()
            .put(ToolMeta.RISK, spec.risk().wireName())
            .put(ToolMeta.PERMISSION, ToolPermission.of(spec.name(), spec.risk()).toString())
            .put(ToolMeta.IDEMPOTENT, spec.idempotent())
            .put(ToolMeta.TIMEOUT_SECONDS, spec.timeoutSeconds())
            .put(ToolMeta.PROFILE, spec.profile());
    if (spec.cost() != 1) {
      meta.put(ToolMeta.COST, spec.cost());
    }
    if (!spec.undo().isEmpty()) {
      meta.put(ToolMeta.UNDO, spec.undo());
    }
    if (previews) {
      meta.put(ToolMeta.PREVIEW, true);
    }
    return meta;
  }
}
