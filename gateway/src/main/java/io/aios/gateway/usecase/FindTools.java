package io.aios.gateway.usecase;

import io.aios.platform.security.CallerIdentity;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds tools among those that the caller is granted and the view includes. */
@Component
public final class FindTools {
  private final Catalogues catalogues;
  private final ToolIndex index;

  FindTools(Catalogues catalogues, ToolIndex index) {
    this.catalogues = catalogues;
    this.index = index;
  }

  /**
   * @param query what the tool should do, in words; blank for all tools in alphabetical order
   */
  public List<CatalogueTool> find(CallerIdentity caller, ToolView view, String query) {
    return query.isBlank()
        ? catalogues.current().grantedTo(caller.scopes()).stream().filter(view::includes).toList()
        : index.rank(
            query, tool -> tool.permission().grantedBy(caller.scopes()) && view.includes(tool));
  }
}
