package io.aios.security.threats.domain;

/**
 * A principal as it acts through one client; what is usual is learnt for each.
 *
 * @param subject the user or program
 * @param client the OAuth client, or {@code key:<id>}
 */
public record Actor(String subject, String client) {
  @Override
  public String toString() {
    return subject + " with " + client;
  }
}
