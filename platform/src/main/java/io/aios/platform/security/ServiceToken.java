package io.aios.platform.security;

import java.util.Set;

/**
 * What a hop token says.
 *
 * @param audience the service it is for, the only one that accepts it
 * @param subject the user acted for
 * @param client the client that called, kept over every hop
 * @param scopes what it permits there, such as {@code tool:sysops_list_processes}
 * @param grants the caller's own scopes, for services that act on the caller's behalf; else empty
 */
public record ServiceToken(
    String audience, String subject, String client, Set<String> scopes, Set<String> grants) {
  public ServiceToken {
    scopes = Set.copyOf(scopes);
    grants = Set.copyOf(grants);
  }
}
