package io.aios.mcp.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hears what changes at a server. Called on the client's reading thread: be quick. */
public interface ChangeListener {

  /**
   * The first thing heard.
   *
   * @param accepted the part of the interests that the server will tell of
   */
  default void accepted(JsonNode accepted) {}

  default void toolsChanged() {}

  default void promptsChanged() {}

  default void resourcesChanged() {}

  default void resourceUpdated(String uri) {}

  /**
   * @param task the whole task
   */
  default void taskChanged(JsonNode task) {}

  /**
   * The last thing heard, unless the subscription was closed here.
   *
   * @param failure null when the server ended it; otherwise the connection broke. In both cases
   *     something may be missed from now on until a new subscription is acknowledged
   */
  default void ended(@Nullable Throwable failure) {}
}
