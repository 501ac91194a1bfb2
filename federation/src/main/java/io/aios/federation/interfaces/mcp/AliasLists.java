package io.aios.federation.interfaces.mcp;

import io.aios.federation.usecase.OfferChanges;
import io.aios.mcp.subscriptions.Changes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Who listens to the list of tools of an alias; ended before the web server waits for requests. */
@Component
final class AliasLists implements OfferChanges, SmartLifecycle {
  private final Map<String, Changes> lists = new ConcurrentHashMap<>();
  private volatile boolean running;

  Changes of(String alias) {
    return lists.computeIfAbsent(alias, any -> Changes.builder().tools().build());
  }

  @Override
  public void toolsChanged(String alias) {
    Changes list = lists.get(alias);
    if (list != null) {
      list.toolsChanged();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    lists.values().forEach(Changes::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
