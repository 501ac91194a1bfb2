package io.aios.mcp.annotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aios.mcp.McpJson;
import tools.jackson.databind.json.JsonMapper;

/** How arguments become records and records answers: what is null is left out. */
public final class RecordJson {
  public static final JsonMapper MAPPER =
      McpJson.MAPPER
          .rebuild()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private RecordJson() {}
}
