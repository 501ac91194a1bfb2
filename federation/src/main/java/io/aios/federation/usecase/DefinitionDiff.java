package io.aios.federation.usecase;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.aios.federation.domain.Definition;
import io.aios.mcp.McpJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;

/** Shows what changed between two definitions, line by line, with invisible characters named. */
final class DefinitionDiff {
  private static final int CONTEXT_LINES = 3;

  private DefinitionDiff() {}

  /**
   * Unified format.
   *
   * @param approved null when there is none: then every line is new
   */
  static List<String> of(@Nullable Definition approved, Definition seen) {
    List<String> before = approved == null ? List.of() : lines(approved);
    return UnifiedDiffUtils.generateUnifiedDiff(
        approved == null ? "nothing" : "approved " + approved.hash(),
        "now " + seen.hash(),
        before,
        DiffUtils.diff(before, lines(seen)),
        CONTEXT_LINES);
  }

  private static List<String> lines(Definition definition) {
    return McpJson.MAPPER
        .writer(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(Definitions.json(definition))
        .lines()
        .map(TextScan::shown)
        .toList();
  }
}
