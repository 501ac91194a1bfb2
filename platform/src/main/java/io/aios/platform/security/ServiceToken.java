package io.aios.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a hop token says.
 *
 * @param audience the service it is for, the only one that accepts it
 * @param subject the user acted for
 * @param client the client that called, kept over every hop
 * @param scopes what it permits there, such as {@code tool:sysops_list_processes}
 * @param grants the caller's own scopes, for services that act on the caller's behalf; else empty
 * @param approvedTool the tool whose call somebody agreed to, said by the orchestrator; else null
 */
public record ServiceToken(
    String audience,
    String subject,
    String client,
    Set<String> scopes,
    Set<String> grants,
    @Nullable String approvedTool) {
  public ServiceToken {
    scopes = Set.copyOf(scopes);
    grants = Set.copyOf(grants);
  }

  public ServiceToken(
      String audience, String subject, String client, Set<String> scopes, Set<String> grants) {
    this(audience, subject, client, scopes, grants, null);
  }

  /** The same for a call of this tool to which somebody agreed. */
  public ServiceToken approving(String tool) {
    return new ServiceToken(audience, subject, client, scopes, grants, tool);
  }
}
