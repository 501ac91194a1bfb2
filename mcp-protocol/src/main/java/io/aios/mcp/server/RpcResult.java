package io.aios.mcp.server;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a handler answers. The server adds what the era asks for: {@code resultType}, caching hints
 * and its name in {@code _meta}.
 *
 * @param type {@code complete}, or a value an extension defines
 * @param members the result's own members
 * @param caching required for discovery, lists and resources
 * @param meta further members of the result's {@code _meta}
 */
public record RpcResult(String type, Members members, @Nullable Caching caching, Members meta) {

  /** A result of any type whose members stand already. */
  public static RpcResult of(String type, ObjectNode members) {
    return new RpcResult(
        type, json -> members.forEachEntry(json::writePOJOProperty), null, Members.NONE);
  }

  public static RpcResult of(Members members) {
    return new RpcResult("complete", members, null, Members.NONE);
  }

  public static RpcResult cacheable(Caching caching, Members members) {
    return new RpcResult("complete", members, caching, Members.NONE);
  }

  /** The result's members and {@code _meta}, without what the server adds. */
  public ObjectNode toJson() {
    return Frames.tree(this);
  }
}
