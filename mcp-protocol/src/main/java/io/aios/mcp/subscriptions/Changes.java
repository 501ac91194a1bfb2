package io.aios.mcp.subscriptions;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.server.Members;
import io.aios.mcp.server.RpcResult;
import java.security.Principal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Tells listening clients what changed. A server fires the methods below, from any thread and
 * without waiting; only what the builder named is announced as a capability.
 */
public final class Changes implements Feature, AutoCloseable {
  private final Set<Topic> topics;
  private final BiPredicate<String, McpExchange> mayWatch;
  private final @Nullable WatchedTasks tasks;
  private final Sources sources;
  private final ListenLimits limits;
  private final Listeners listeners;

  private Changes(Builder builder) {
    this.topics = EnumSet.copyOf(builder.topics);
    this.mayWatch = builder.mayWatch;
    this.tasks = builder.tasks;
    this.sources = builder.sources;
    this.limits = builder.limits;
    this.listeners = new Listeners(limits);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The list of tools is another than before. */
  public void toolsChanged() {
    fire(new Change.OfList(Topic.TOOLS));
  }

  public void promptsChanged() {
    fire(new Change.OfList(Topic.PROMPTS));
  }

  /** The list of resources, or of their templates, is another than before. */
  public void resourcesChanged() {
    fire(new Change.OfList(Topic.RESOURCES));
  }

  /** What reading this resource gives is another than before. */
  public void resourceUpdated(String uri) {
    fire(new Change.OfResource(uri));
  }

  private void taskChanged(String id) {
    fire(new Change.OfTask(id));
  }

  /** Streams open now. */
  public int listeners() {
    return listeners.size();
  }

  /** Ends every stream with its final result. */
  @Override
  public void close() {
    listeners.close();
  }

  private void fire(Change change) {
    listeners.forEach(listener -> listener.offer(change));
  }

  @Override
  public void register(McpServer.Builder server) {
    server.modern(Methods.SUBSCRIPTIONS_LISTEN, this::listen);
    for (Topic topic : topics) {
      server.modernCapability(topic.capability, McpJson.object().put(topic.setting, true));
    }
  }

  private RpcResult listen(RpcRequest request, McpExchange exchange) {
    if (!exchange.streams()) {
      throw McpError.invalidRequest("Listening needs 'Accept: text/event-stream'");
    }
    Wanted wanted = wanted(request.params().path("notifications"), exchange);
    Listener listener = new Listener(wanted);
    Principal principal = exchange.principal();
    String caller = principal == null ? "" : principal.getName();
    Members tag = json -> tag(json, request);
    listeners.add(listener, caller);
    try (Sources.Source source = sources.open(wanted.resources(), wanted.tasks(), exchange)) {
      Wanted accepted = new Wanted(wanted.lists(), source.resources(), source.tasks());
      listener.narrow(accepted);
      exchange.send(Methods.SUBSCRIPTIONS_ACKNOWLEDGED, tagged(tag, accepted::write));
      relay(listener, exchange, tag);
    } catch (InterruptedException clientGone) {
      // the reply goes nowhere, and the transport has taken note
    } finally {
      listeners.remove(listener, caller);
    }
    return new RpcResult("complete", Members.NONE, null, tag);
  }

  private void relay(Listener listener, McpExchange exchange, Members tag)
      throws InterruptedException {
    long until = System.nanoTime() + limits.maxAge().toNanos();
    Change change = listener.take(until);
    while (change != null) {
      tell(change, exchange, tag);
      change = listener.take(until);
    }
  }

  private void tell(Change change, McpExchange exchange, Members tag) {
    switch (change) {
      case Change.OfList(Topic topic) ->
          exchange.send(topic.notification, tagged(tag, Members.NONE));
      case Change.OfResource(String uri) ->
          exchange.send(
              Topic.RESOURCE.notification,
              tagged(tag, json -> json.writeStringProperty("uri", uri)));
      case Change.OfTask(String id) -> {
        if (tasks != null) {
          tasks
              .describe(id)
              .ifPresent(
                  task ->
                      exchange.send(
                          Methods.TASKS_NOTIFICATION,
                          tagged(tag, json -> task.forEachEntry(json::writePOJOProperty))));
        }
      }
    }
  }

  private Wanted wanted(JsonNode filter, McpExchange exchange) {
    if (!filter.isObject()) {
      throw McpError.invalidParams("'notifications' must be an object");
    }
    Set<Topic> lists = EnumSet.noneOf(Topic.class);
    for (Topic topic : EnumSet.range(Topic.TOOLS, Topic.RESOURCES)) {
      if (Wanted.flag(filter, topic) && topics.contains(topic)) {
        lists.add(topic);
      }
    }
    return new Wanted(lists, resources(filter, exchange), tasks(filter, exchange));
  }

  private Set<String> resources(JsonNode filter, McpExchange exchange) {
    Collection<String> uris = Wanted.names(filter, Topic.RESOURCE.filter, limits.watched());
    Set<String> accepted = new LinkedHashSet<>(uris);
    accepted.removeIf(uri -> !topics.contains(Topic.RESOURCE) || !mayWatch.test(uri, exchange));
    return accepted;
  }

  private Set<String> tasks(JsonNode filter, McpExchange exchange) {
    var ids = Wanted.names(filter, "taskIds", limits.watched());
    return tasks == null || ids.isEmpty() ? Set.of() : tasks.watchable(ids, exchange);
  }

  private static Members tagged(Members tag, Members params) {
    return json -> {
      json.writeObjectPropertyStart(MetaKeys.META);
      tag.write(json);
      json.writeEndObject();
      params.write(json);
    };
  }

  private static void tag(JsonGenerator json, RpcRequest request) {
    json.writeName(MetaKeys.SUBSCRIPTION_ID);
    json.writeTree(request.id());
  }

  /** Names what the server will fire. */
  public static final class Builder {
    private final Set<Topic> topics = EnumSet.noneOf(Topic.class);
    private BiPredicate<String, McpExchange> mayWatch = (uri, exchange) -> false;
    private @Nullable WatchedTasks tasks;
    private Sources sources = Sources.NONE;
    private ListenLimits limits = ListenLimits.defaults();

    private Builder() {}

    public Builder tools() {
      topics.add(Topic.TOOLS);
      return this;
    }

    public Builder prompts() {
      topics.add(Topic.PROMPTS);
      return this;
    }

    public Builder resources() {
      topics.add(Topic.RESOURCES);
      return this;
    }

    /**
     * Lets callers watch single resources.
     *
     * @param allowed whether this caller may watch this URI; others are left out without a word
     */
    public Builder watching(BiPredicate<String, McpExchange> allowed) {
      topics.add(Topic.RESOURCE);
      mayWatch = allowed;
      return this;
    }

    /** Lets callers watch their tasks. */
    public Builder tasks(WatchedTasks watched) {
      tasks = watched;
      return this;
    }

    /** For a server that hears of single resources and tasks from others. */
    public Builder heardFrom(Sources others) {
      sources = others;
      return this;
    }

    public Builder limits(ListenLimits bounds) {
      limits = bounds;
      return this;
    }

    public Changes build() {
      Changes changes = new Changes(this);
      if (tasks != null) {
        tasks.whenChanged(changes::taskChanged);
      }
      return changes;
    }
  }
}
