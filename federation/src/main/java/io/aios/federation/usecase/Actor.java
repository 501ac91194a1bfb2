package io.aios.federation.usecase;

/**
 * Who acts: a user through a client, or this service by itself.
 *
 * @param subject the user
 * @param client the OAuth client
 */
public record Actor(String subject, String client) {
  /** What this service does when a server changed under it. */
  public static final Actor ITSELF = new Actor("aios", "federation");
}
