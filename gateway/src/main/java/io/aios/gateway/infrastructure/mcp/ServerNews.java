package io.aios.gateway.infrastructure.mcp;

import io.aios.mcp.McpError;
import io.aios.mcp.client.ChangeListener;
import io.aios.mcp.client.Interests;
import io.aios.mcp.client.McpUnreachable;
import io.aios.mcp.client.Subscription;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Listens to the servers that tell when their lists change: one stream for each, opened again after
 * it broke. What is missed meanwhile, the next asking finds.
 */
@Component
final class ServerNews {
  private static final Logger log = LoggerFactory.getLogger(ServerNews.class);

  private final ToolLists lists;
  private final ConcurrentMap<ToolServer, Stream> streams = new ConcurrentHashMap<>();
  private volatile Runnable whenTold = () -> {};

  ServerNews(ToolLists lists) {
    this.lists = lists;
  }

  /**
   * @param action run whenever a server tells something; be quick
   */
  void whenTold(Runnable action) {
    whenTold = action;
  }

  /** Listens to the server, unless that is done already. */
  void listenTo(ToolServer server, Duration timeout) {
    Stream stream = new Stream(server);
    if (streams.putIfAbsent(server, stream) != null) {
      return;
    }
    try {
      stream.opened(lists.client(server).listen(Interests.lists(), stream, timeout));
    } catch (McpError | McpUnreachable | Problem refused) {
      streams.remove(server, stream);
      log.debug("{} is not listened to: {}", server.service(), refused.getMessage());
    }
  }

  boolean isThereAny(ToolServer server) {
    Stream stream = streams.get(server);
    return stream != null && stream.hasNews();
  }

  /** What the server told since this was asked last. */
  Set<ListKind> take(ToolServer server) {
    Stream stream = streams.get(server);
    return stream == null ? EnumSet.noneOf(ListKind.class) : stream.take();
  }

  void stopListeningTo(ToolServer server) {
    Stream stream = streams.remove(server);
    if (stream != null) {
      stream.close();
    }
  }

  void stop() {
    streams.keySet().forEach(this::stopListeningTo);
  }

  private final class Stream implements ChangeListener {
    private final ToolServer server;
    private final Set<ListKind> told = EnumSet.noneOf(ListKind.class);
    private @Nullable Subscription subscription;
    private boolean closed;

    Stream(ToolServer server) {
      this.server = server;
    }

    synchronized void opened(Subscription open) {
      subscription = open;
      if (closed) {
        open.close();
      }
    }

    synchronized void close() {
      closed = true;
      if (subscription != null) {
        subscription.close();
      }
    }

    synchronized boolean hasNews() {
      return !told.isEmpty();
    }

    synchronized Set<ListKind> take() {
      Set<ListKind> taken = EnumSet.copyOf(told);
      told.clear();
      return taken;
    }

    private void tell(ListKind kind) {
      synchronized (this) {
        told.add(kind);
      }
      whenTold.run();
    }

    @Override
    public void toolsChanged() {
      tell(ListKind.TOOLS);
    }

    @Override
    public void promptsChanged() {
      tell(ListKind.PROMPTS);
    }

    @Override
    public void resourcesChanged() {
      tell(ListKind.RESOURCES);
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      streams.remove(server, this);
    }
  }
}
