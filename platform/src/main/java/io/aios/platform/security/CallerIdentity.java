package io.aios.platform.security;

import java.util.Set;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;

/**
 * Who calls, as the verified token says it. Controllers may take it as an argument.
 *
 * @param subject the user acted for
 * @param client the OAuth client that acts for the user
 * @param scopes what the token itself permits at this service
 * @param grants what the original caller was granted, where the hop token carries it
 * @param issuer who signed the token
 * @param user what it says of the user
 */
public record CallerIdentity(
    String subject,
    String client,
    Set<String> scopes,
    Set<String> grants,
    String issuer,
    UserFacts user) {

  public CallerIdentity {
    scopes = Set.copyOf(scopes);
    grants = Set.copyOf(grants);
  }

  /** Of whom nothing more is known. */
  public CallerIdentity(
      String subject, String client, Set<String> scopes, Set<String> grants, String issuer) {
    this(subject, client, scopes, grants, issuer, UserFacts.NONE);
  }

  /**
   * @throws AuthenticationCredentialsNotFoundException when the request carried no verified token
   */
  public static CallerIdentity of(Authentication authentication) {
    if (authentication instanceof CallerAuthentication caller) {
      return caller.getPrincipal();
    }
    throw new AuthenticationCredentialsNotFoundException("The request carries no access token");
  }

  /** Whether the token was minted by that service of the suite. */
  public boolean issuedBy(String service) {
    return issuer.equals(SecurityProperties.issuerOf(service));
  }
}
