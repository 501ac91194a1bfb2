package io.aios.policy.tools;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tool call when it is decided.
 *
 * @param groups the user's, as far as known
 * @param scopes what the access token grants
 * @param source the caller's address, null when unknown
 * @param login how the user logged in
 * @param surroundings what is found out if policies read it
 */
public record CallFacts(
    String subject,
    Set<String> groups,
    String client,
    Set<String> scopes,
    Instant at,
    @Nullable String source,
    Login login,
    Surroundings surroundings) {

  /**
   * A user's login.
   *
   * @param roles the user's, as far as known
   * @param at when; null where nobody logged in
   * @param mfa whether a second factor was shown
   */
  public record Login(Set<String> roles, @Nullable Instant at, boolean mfa) {
    public static final Login NONE = new Login(Set.of(), null, false);
  }

  /** A call of whose login and surroundings nothing is known. */
  public CallFacts(
      String subject,
      Set<String> groups,
      String client,
      Set<String> scopes,
      Instant at,
      @Nullable String source) {
    this(subject, groups, client, scopes, at, source, Login.NONE, Surroundings.NONE);
  }
}
