package io.aios.mcp.resources;

import io.aios.mcp.server.Caching;
import io.aios.mcp.server.RpcResult;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * What reading a resource gives.
 *
 * @param contents at least one: a resource that is a collection gives its members'
 * @param caching not shared where it depends on the caller
 */
public record ReadResult(List<ResourceContents> contents, Caching caching) {

  public ReadResult {
    contents = List.copyOf(contents);
    if (contents.isEmpty()) {
      throw new IllegalArgumentException("A resource that was found has contents");
    }
  }

  public static ReadResult of(ResourceContents contents, Caching caching) {
    return new ReadResult(List.of(contents), caching);
  }

  RpcResult toRpcResult() {
    return RpcResult.cacheable(caching, this::write);
  }

  private void write(JsonGenerator json) {
    json.writeArrayPropertyStart("contents");
    for (ResourceContents part : contents) {
      json.writeTree(part.toJson());
    }
    json.writeEndArray();
  }
}
