package io.aios.gateway.infrastructure.lucene;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ToolIndex;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Indexes the catalogue when it is first searched after a change; reading needs no lock. */
@Component
final class LuceneToolIndex implements ToolIndex {
  private final Catalogues catalogues;
  private volatile @Nullable IndexedTools indexed;

  LuceneToolIndex(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  @Override
  public List<CatalogueTool> rank(String query, Predicate<CatalogueTool> visible) {
    List<CatalogueTool> tools = catalogues.current().tools();
    IndexedTools known = indexed;
    return (known != null && known.holds(tools) ? known : renew(tools)).rank(query, visible);
  }

  /** An index left behind is memory alone: searches still running on it may end in peace. */
  private synchronized IndexedTools renew(List<CatalogueTool> tools) {
    IndexedTools known = indexed;
    if (known == null || !known.holds(tools)) {
      known = IndexedTools.of(tools);
      indexed = known;
    }
    return known;
  }
}
