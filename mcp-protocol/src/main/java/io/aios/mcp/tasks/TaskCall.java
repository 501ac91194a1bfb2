package io.aios.mcp.tasks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a task runs, and what the tool gets to see when it runs the next time.
 *
 * @param params of the {@code tools/call}, with what the client declared; read only
 * @param round how often it asked already
 * @param answers to the questions of the round before, by the tool's own keys; read only
 * @param memory what it wanted to find again
 */
public record TaskCall(
    ObjectNode params, int round, ObjectNode answers, @Nullable ObjectNode memory) {

  /** The tool's key as the client sees it, unique over the rounds. */
  String sent(String key) {
    return round + "." + key;
  }

  static String own(String sentKey) {
    return sentKey.substring(sentKey.indexOf('.') + 1);
  }
}
