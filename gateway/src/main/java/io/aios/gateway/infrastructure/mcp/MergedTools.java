package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.usecase.CatalogueTool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tools of all servers, each name once. A name that begins with an alias belongs to that
 * server; of others the first server by alias has it.
 */
final class MergedTools {
  private final Set<String> aliases;
  private final Map<String, CatalogueTool> byName = new HashMap<>();

  private MergedTools(Set<String> aliases) {
    this.aliases = aliases;
  }

  /**
   * @param aliases of all servers there are, whether they have answered or not
   */
  static List<CatalogueTool> of(List<CatalogueTool> all, Set<String> aliases) {
    MergedTools merged = new MergedTools(aliases);
    all.stream().sorted(Comparator.comparing(CatalogueTool::server)).forEach(merged::add);
    return new ArrayList<>(merged.byName.values());
  }

  private void add(CatalogueTool tool) {
    int end = tool.name().indexOf('_');
    String prefix = end < 0 ? "" : tool.name().substring(0, end);
    boolean anothers =
        !prefix.equals(tool.server())
            && (aliases.contains(prefix) || prefix.equals(RegisteredServers.OWN));
    if (!anothers) {
      byName.putIfAbsent(tool.name(), tool);
    }
  }
}
