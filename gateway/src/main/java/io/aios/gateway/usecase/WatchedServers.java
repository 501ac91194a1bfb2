package io.aios.gateway.usecase;

import io.aios.platform.security.CallerIdentity;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Servers, as far as they tell of single resources and tasks that change. */
public interface WatchedServers {
  /**
   * Listens at a server in the name of a caller until that is closed; where the connection breaks,
   * again.
   *
   * @param wanted what the caller may watch there
   * @param heard told, from any thread
   * @return with nothing in it where the server does not tell
   */
  Watch watch(CallerIdentity caller, Wanted wanted, Heard heard);

  /**
   * Resources or tasks of one server.
   *
   * @param access what permits it at the server
   */
  record Wanted(CatalogueTool access, Set<String> resources, Set<String> tasks) {
    public Wanted {
      resources = Set.copyOf(resources);
      tasks = Set.copyOf(tasks);
    }
  }

  /** Who is told. */
  interface Heard {
    void resourceUpdated(String uri);

    /**
     * @param task as the server tells it, under its own id
     */
    void taskChanged(JsonNode task);
  }

  /** Open for one caller. */
  interface Watch extends AutoCloseable {
    /** What the server agreed to tell of. */
    Set<String> resources();

    Set<String> tasks();

    @Override
    void close();
  }
}
