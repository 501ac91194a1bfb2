package io.aios.mcp.server;

import org.jspecify.annotations.Nullable;

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

  public static RpcResult of(Members members) {
    return new RpcResult("complete", members, null, Members.NONE);
  }

  public static RpcResult cacheable(Caching caching, Members members) {
    return new RpcResult("complete", members, caching, Members.NONE);
  }
}
