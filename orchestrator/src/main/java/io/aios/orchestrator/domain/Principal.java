package io.aios.orchestrator.domain;

import java.util.Set;

/**
 * For whom a command runs, as it stood when the command was accepted.
 *
 * @param subject the user
 * @param client the OAuth client that acts for the user
 * @param grants what the client was granted; every step is called with exactly these
 */
public record Principal(String subject, String client, Set<String> grants) {
  public Principal {
    grants = Set.copyOf(grants);
  }

  /** Whether a grant of the form {@code <server>:<risk>} is given, by itself or for all servers. */
  public boolean holds(String grant) {
    return grants.contains(grant) || grants.contains("*" + grant.substring(grant.indexOf(':')));
  }
}
