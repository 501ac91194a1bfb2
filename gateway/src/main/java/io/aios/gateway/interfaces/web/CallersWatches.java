package io.aios.gateway.interfaces.web;

import io.aios.gateway.interfaces.web.HandedOut.ServerTask;
import io.aios.gateway.usecase.ServerData;
import io.aios.gateway.usecase.WatchedServers;
import io.aios.gateway.usecase.WatchedServers.Heard;
import io.aios.gateway.usecase.WatchedServers.Wanted;
import io.aios.gateway.usecase.WatchedServers.Watch;
import io.aios.mcp.subscriptions.Sources;
import io.aios.platform.security.CallerIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What one listening caller watches: at each server that has some of it, one stream. */
final class CallersWatches implements Sources.Source {
  private final Told told;
  private final Map<String, AtServer> servers = new TreeMap<>();
  private final List<Watch> open = new ArrayList<>();
  private final Set<String> resources = new HashSet<>();
  private final Set<String> tasks = new HashSet<>();

  CallersWatches(Told told) {
    this.told = told;
  }

  /** Where what is heard goes. */
  interface Told {
    void resource(String uri);

    /**
     * @param owner the user who listens
     * @param id that the caller knows
     */
    void task(String server, String owner, String id, JsonNode task);

    /** The caller listens no more. */
    void left(Set<String> taskIds);
  }

  /**
   * @param tasks the caller's ids by the server's
   */
  private record AtServer(ServerData data, Set<String> uris, Map<String, String> tasks) {}

  void resource(ServerData at, String uri) {
    at(at).uris().add(uri);
  }

  void task(ServerData at, ServerTask task, String id) {
    at(at).tasks().put(task.id(), id);
  }

  private AtServer at(ServerData data) {
    return servers.computeIfAbsent(
        data.server(), alias -> new AtServer(data, new HashSet<>(), new HashMap<>()));
  }

  void open(CallerIdentity caller, WatchedServers watched) {
    for (AtServer server : servers.values()) {
      Wanted wanted = new Wanted(server.data().resources(), server.uris(), server.tasks().keySet());
      Watch watch = watched.watch(caller, wanted, hearing(server, caller.subject()));
      open.add(watch);
      resources.addAll(watch.resources());
      server
          .tasks()
          .forEach(
              (its, id) -> {
                if (watch.tasks().contains(its)) {
                  tasks.add(id);
                }
              });
    }
  }

  private Heard hearing(AtServer server, String owner) {
    return new Heard() {
      @Override
      public void resourceUpdated(String uri) {
        told.resource(uri);
      }

      @Override
      public void taskChanged(JsonNode task) {
        String id = server.tasks().get(task.path("taskId").asString(""));
        if (id != null) {
          told.task(server.data().server(), owner, id, task);
        }
      }
    };
  }

  @Override
  public Set<String> resources() {
    return resources;
  }

  @Override
  public Set<String> tasks() {
    return tasks;
  }

  @Override
  public void close() {
    open.forEach(Watch::close);
    told.left(tasks);
  }
}
