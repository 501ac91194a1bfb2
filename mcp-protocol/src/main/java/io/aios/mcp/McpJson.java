package io.aios.mcp;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How messages are read and written: nesting is bounded, and a key given twice is refused, so that
 * no two readers of one message can understand it differently.
 */
public final class McpJson {
  /** Levels of objects and arrays a message may nest. */
  public static final int MAX_DEPTH = 100;

  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private McpJson() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
