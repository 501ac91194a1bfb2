package io.aios.mcp.subscriptions;

import io.aios.mcp.McpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What a listener is told of: the part of its filter that the server agreed to. */
record Wanted(Set<Topic> lists, Set<String> resources, Set<String> tasks) {

  boolean includes(Change change) {
    return switch (change) {
      case Change.OfList(Topic topic) -> lists.contains(topic);
      case Change.OfResource(String uri) -> resources.contains(uri);
      case Change.OfTask(String id) -> tasks.contains(id);
    };
  }

  /**
   * @throws McpError if the member is no boolean; absent is false
   */
  static boolean flag(JsonNode filter, Topic topic) {
    JsonNode flag = filter.path(topic.filter);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw McpError.invalidParams("'" + topic.filter + "' must be a boolean");
    }
    return flag.asBoolean(false);
  }

  /**
   * @throws McpError if the member is no array of strings, or too long; absent is empty
   */
  static List<String> names(JsonNode filter, String member, int limit) {
    JsonNode array = filter.path(member);
    if (array.isMissingNode()) {
      return List.of();
    }
    if (!array.isArray() || array.size() > limit) {
      throw McpError.invalidParams(
          "'" + member + "' must be an array of at most " + limit + " strings");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : array) {
      if (!name.isString()) {
        throw McpError.invalidParams("'" + member + "' must hold strings only");
      }
      names.add(name.stringValue());
    }
    return names;
  }

  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("notifications");
    lists.forEach(topic -> json.writeBooleanProperty(topic.filter, true));
    write(json, Topic.RESOURCE.filter, resources);
    write(json, "taskIds", tasks);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String member, Set<String> names) {
    if (!names.isEmpty()) {
      json.writeArrayPropertyStart(member);
      names.forEach(json::writeString);
      json.writeEndArray();
    }
  }
}
