package io.aios.security.usecase;

import java.util.Set;

/** The people whom this server knows, as others of its features ask about them. */
public interface Accounts {
  /** Whether a person may see and end what belongs to others. */
  boolean isAdministrator(String subject);

  /**
   * Whether a subject may change what everybody depends on: an administrator may, and a program
   * that an administrator gave the scope; not a person who merely has the scope.
   */
  boolean mayGovern(String subject);

  /**
   * What of the scopes a subject may have now. A program's are its own; a user's follow the roles,
   * and are none when the user is disabled.
   */
  Set<String> narrowed(String subject, Set<String> scopes);

  /** A user's roles now, those of groups among them; none of a program's. */
  Set<String> roles(String subject);

  Set<String> groups(String subject);
}
