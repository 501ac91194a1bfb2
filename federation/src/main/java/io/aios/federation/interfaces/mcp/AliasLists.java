package io.aios.federation.interfaces.mcp;

import io.aios.federation.usecase.OfferChanges;
import io.aios.mcp.subscriptions.Changes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Who listens to the list of tools of an alias. */
@Component
final class AliasLists implements OfferChanges {
  private final Map<String, Changes> lists = new ConcurrentHashMap<>();

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

  void close() {
    lists.values().forEach(Changes::close);
  }
}
