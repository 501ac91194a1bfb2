package io.aios.mcp.client;

import io.aios.mcp.McpJson;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to listen for.
 *
 * @param tools whether the list of tools changes; likewise prompts and resources
 * @param resourceUris single resources to watch
 * @param taskIds tasks to watch, for clients that follow tasks
 */
public record Interests(
    boolean tools,
    boolean prompts,
    boolean resources,
    Set<String> resourceUris,
    Set<String> taskIds) {

  public Interests {
    resourceUris = Set.copyOf(resourceUris);
    taskIds = Set.copyOf(taskIds);
  }

  /** Changes of all three lists. */
  public static Interests lists() {
    return new Interests(true, true, true, Set.of(), Set.of());
  }

  ObjectNode toJson() {
    ObjectNode filter = McpJson.object();
    put(filter, "toolsListChanged", tools);
    put(filter, "promptsListChanged", prompts);
    put(filter, "resourcesListChanged", resources);
    put(filter, "resourceSubscriptions", resourceUris);
    put(filter, "taskIds", taskIds);
    return filter;
  }

  private static void put(ObjectNode filter, String member, boolean wanted) {
    if (wanted) {
      filter.put(member, true);
    }
  }

  private static void put(ObjectNode filter, String member, Set<String> names) {
    if (!names.isEmpty()) {
      names.stream().sorted().forEach(filter.putArray(member)::add);
    }
  }
}
