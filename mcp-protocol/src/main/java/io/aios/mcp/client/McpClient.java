package io.aios.mcp.client;

import io.aios.mcp.Extensions;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.PeerInfo;
import io.aios.mcp.TraceMeta;
import io.aios.mcp.completion.Completion;
import io.aios.mcp.completion.CompletionRequest;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.prompts.PromptResult;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceTemplate;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Talks to one server of the 2026-07-28 era. Calls block; interrupting the thread, or the time
 * limit, closes the connection, which cancels the call at the server. Safe for many threads.
 */
public final class McpClient {
  private static final Logger log = LoggerFactory.getLogger(McpClient.class);
  private static final int MAX_PAGES = 1_000;

  private final Connection connection;
  private final Answers answers;
  private final AtomicLong ids = new AtomicLong();

  private McpClient(Connection connection, Answers answers) {
    this.connection = connection;
    this.answers = answers;
  }

  public static Builder builder(URI endpoint) {
    return new Builder(endpoint);
  }

  /**
   * All tools the server lists, but for those whose declarations of headers break the rules, which
   * a client must leave out.
   *
   * @param timeout for each page
   * @throws McpError if the server refused
   * @throws McpUnreachable if no answer came
   */
  public List<ToolDescriptor> listTools(Duration timeout) {
    return all(Methods.TOOLS_LIST, "tools", ToolDescriptor::new, timeout).stream()
        .filter(McpClient::declaresHeadersRightly)
        .toList();
  }

  private static boolean declaresHeadersRightly(ToolDescriptor tool) {
    try {
      ParamHeaders.declaredIn(tool.inputSchema());
      return true;
    } catch (IllegalArgumentException broken) {
      log.warn("Tool {} is left out: {}", tool.name(), broken.getMessage());
      return false;
    }
  }

  /** All prompts the server lists; see {@link #listTools}. */
  public List<PromptDescriptor> listPrompts(Duration timeout) {
    return all(Methods.PROMPTS_LIST, "prompts", PromptDescriptor::new, timeout);
  }

  /** All resources the server lists; see {@link #listTools}. */
  public List<ResourceDescriptor> listResources(Duration timeout) {
    return all(Methods.RESOURCES_LIST, "resources", ResourceDescriptor::new, timeout);
  }

  /** All families of resources the server lists; see {@link #listTools}. */
  public List<ResourceTemplate> listResourceTemplates(Duration timeout) {
    return all(
        Methods.RESOURCE_TEMPLATES_LIST, "resourceTemplates", ResourceTemplate::new, timeout);
  }

  private <T> List<T> all(
      String method, String member, Function<ObjectNode, T> entry, Duration timeout) {
    List<T> entries = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ObjectNode params = McpJson.object();
      if (cursor != null) {
        params.put("cursor", cursor);
      }
      JsonNode result = request(method, params, timeout);
      result.path(member).forEach(json -> entries.add(entry.apply(json.asObject())));
      cursor = result.path("nextCursor").stringValue(null);
      if (cursor == null) {
        return List.copyOf(entries);
      }
    }
    throw McpError.internal("The answer to " + method + " did not end at " + MAX_PAGES + " pages");
  }

  /**
   * Fills a prompt. What it asks is answered by the {@link InputHandler}.
   *
   * @throws McpError if the server refused
   * @throws McpUnreachable if no answer came
   */
  public PromptResult getPrompt(String name, Map<String, String> arguments, Duration timeout) {
    ObjectNode params = McpJson.object().put("name", name);
    arguments.forEach(params.putObject("arguments")::put);
    return PromptResult.of(ask(Call.of(Methods.PROMPTS_GET, name, params, timeout)));
  }

  /**
   * Reads a resource. What it asks is answered by the {@link InputHandler}.
   *
   * @throws McpError if the server refused
   * @throws McpUnreachable if no answer came
   */
  public List<ResourceContents> readResource(String uri, Duration timeout) {
    ObjectNode params = McpJson.object().put("uri", uri);
    JsonNode result = ask(Call.of(Methods.RESOURCES_READ, uri, params, timeout));
    return result.path("contents").valueStream().map(ResourceContents::of).toList();
  }

  /**
   * Asks for suggestions.
   *
   * @throws McpError if the server refused
   * @throws McpUnreachable if no answer came
   */
  public Completion complete(CompletionRequest typed, Duration timeout) {
    return Completion.of(request(Methods.COMPLETE, typed.toParams(), timeout));
  }

  /**
   * Calls a tool. What it asks is answered by the {@link InputHandler}; if it becomes a task, that
   * is followed to its end. Its time limit holds for each round, and for the task as a whole.
   *
   * @throws McpError if the server refused; a tool that failed is an answer with {@code isError}
   * @throws McpUnreachable if no answer came
   */
  public ToolAnswer callTool(ToolRequest tool) {
    ObjectNode params = McpJson.object().put("name", tool.name());
    params.set("arguments", tool.arguments());
    ObjectNode meta = params.putObject(MetaKeys.META);
    tool.flags().forEach(flag -> meta.put(flag, true));
    JsonNode result = ask(Call.of(tool, params));
    if (result.path("resultType").asString("").equals("task")) {
      return followTask(result.path("taskId").asString(""), tool.timeout());
    }
    return ToolAnswer.of(result);
  }

  /**
   * Waits for a task's end, and answers what it asks; for one that was started before, perhaps by
   * another process of this user.
   *
   * @param timeout after which it is cancelled
   * @throws McpError if the call failed, the task was cancelled, or the server does not know it
   * @throws McpUnreachable if no answer came, or the time is up
   */
  public ToolAnswer followTask(String id, Duration timeout) {
    return ToolAnswer.of(new RemoteTask(id, answers, this::send).follow(timeout));
  }

  /**
   * Listens for changes until the subscription is closed here or there, or has brought as much as
   * the longest reply accepted.
   *
   * @param timeout for the acknowledgement
   * @throws McpError if the server refused, which it does if it never tells of changes
   * @throws McpUnreachable if no acknowledgement came
   */
  public Subscription listen(Interests interests, ChangeListener listener, Duration timeout) {
    ObjectNode params = McpJson.object();
    params.set("notifications", interests.toJson());
    Call call = Call.of(Methods.SUBSCRIPTIONS_LISTEN, null, params, timeout);
    HttpRequest request = connection.request(call, ids.incrementAndGet());
    return Subscription.open(
        connection.http(), request, connection.maxReplyBytes(), listener, timeout);
  }

  /**
   * Any request that has no {@code Mcp-Name}.
   *
   * @return the result as it came
   */
  public JsonNode request(String method, ObjectNode params, Duration timeout) {
    return send(Call.of(method, null, params, timeout));
  }

  /** A request of a kind that may ask back. */
  private JsonNode ask(Call call) {
    return answers.rounds(call, this::send);
  }

  private JsonNode send(Call call) {
    HttpRequest request = connection.request(call, ids.incrementAndGet());
    Inbox inbox = new Inbox(connection.maxReplyBytes(), ProgressListener.of(call.progress()));
    return Replies.result(Wire.send(connection.http(), request, inbox, call.timeout()));
  }

  /** Everything has a default but the endpoint. */
  public static final class Builder {
    private final URI endpoint;
    private @Nullable HttpClient http;
    private @Nullable SSLContext tls;
    private PeerInfo client = new PeerInfo("aios", "0.1.0");
    private @Nullable Supplier<String> token;
    private Consumer<HttpRequest.Builder> customizer = request -> {};
    private Supplier<Map<String, String>> trace = Map::of;
    private long maxReplyBytes = 32L << 20;
    private @Nullable InputHandler input;
    private boolean followsTasks;

    private Builder(URI endpoint) {
      this.endpoint = endpoint;
    }

    /** Shared between clients, for its connections. */
    public Builder http(HttpClient shared) {
      this.http = shared;
      return this;
    }

    /** For the connections of a client that shares none. */
    public Builder tls(SSLContext context) {
      this.tls = context;
      return this;
    }

    public Builder name(String name, String version) {
      this.client = new PeerInfo(name, version);
      return this;
    }

    /** Asked for a bearer token on every request, on the calling thread. */
    public Builder token(Supplier<String> tokens) {
      this.token = tokens;
      return this;
    }

    /** Adds headers to every request, on the calling thread: trace context, ids. */
    public Builder customizer(Consumer<HttpRequest.Builder> headers) {
      this.customizer = headers;
      return this;
    }

    /**
     * The trace that the calling thread works for, sent in the {@code _meta} of every request.
     *
     * @param keys of {@link TraceMeta}, and their values; none outside of a trace
     */
    public Builder trace(Supplier<Map<String, String>> keys) {
      this.trace = keys;
      return this;
    }

    /** Longest reply accepted, 32 MiB by default. */
    public Builder maxReplyBytes(long bytes) {
      this.maxReplyBytes = bytes;
      return this;
    }

    /** Lets servers ask in the middle of a call; without it none may. */
    public Builder input(InputHandler answering) {
      this.input = answering;
      return this;
    }

    /** Lets servers answer a tool call with a task, which is then polled. */
    public Builder followTasks() {
      this.followsTasks = true;
      return this;
    }

    public McpClient build() {
      HttpClient shared = http == null ? newHttp() : http;
      Connection.Declared declared = new Connection.Declared(client, capabilities(), trace);
      return new McpClient(
          new Connection(endpoint, shared, declared, token, customizer, maxReplyBytes),
          new Answers(input));
    }

    private ObjectNode capabilities() {
      ObjectNode declared = input == null ? McpJson.object() : input.capabilities().deepCopy();
      if (followsTasks) {
        declared.withObjectProperty("extensions").putObject(Extensions.TASKS);
      }
      return declared;
    }

    private HttpClient newHttp() {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(5))
              .executor(Executors.newVirtualThreadPerTaskExecutor());
      if (tls != null) {
        builder.sslContext(tls);
      }
      return builder.build();
    }
  }
}
