package io.aios.federation.domain;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A server that somebody else wrote.
 *
 * @param alias the prefix of its tools' names here
 * @param title for people
 * @param addedBy the user whose credential lists the tools where each user has one
 */
public record ExternalServer(
    String alias,
    String title,
    Connection connection,
    CredentialMode credentials,
    boolean enabled,
    String addedBy,
    Instant addedAt) {
  private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9]{0,15}");
  private static final int MAX_TITLE = 100;

  public ExternalServer {
    if (!ALIAS.matcher(alias).matches()) {
      throw new InvalidServer("alias", "'" + alias + "' does not match " + ALIAS);
    }
    if (title.isBlank() || title.length() > MAX_TITLE) {
      throw new InvalidServer("title", "must have 1 to " + MAX_TITLE + " characters");
    }
    if (credentials != CredentialMode.NONE && connection.credentialNames().isEmpty()) {
      throw new InvalidServer(
          "environment", "must name the variables that carry the credential, or credentials: none");
    }
  }

  public ExternalServer enabled(boolean now) {
    return new ExternalServer(alias, title, connection, credentials, now, addedBy, addedAt);
  }

  /** Whose credential a call for this user takes: the user's, or the shared one's owner. */
  public CredentialOwner credentialOwner(String subject) {
    return switch (credentials) {
      case NONE -> new CredentialOwner.Nobody();
      case SHARED -> new CredentialOwner.Everybody();
      case PER_USER -> new CredentialOwner.User(subject);
    };
  }
}
