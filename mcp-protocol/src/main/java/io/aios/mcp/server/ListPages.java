package io.aios.mcp.server;

import io.aios.mcp.McpError;
import io.aios.mcp.RpcRequest;
import java.util.List;

/**
 * How a feature answers requests for its lists.
 *
 * @param caching of each page
 * @param size entries per page, at least 1
 */
public record ListPages(Caching caching, int size) {
  /**
   * The page that a request asks for.
   *
   * @param member the result's array, such as {@code tools}
   * @param all ordered by key
   * @throws McpError if the cursor did not come from here
   */
  public RpcResult page(String member, List<? extends Listed> all, RpcRequest request) {
    Page page = Page.of(all, request.params().get("cursor"), size);
    return RpcResult.cacheable(caching, json -> page.write(member, json));
  }
}
