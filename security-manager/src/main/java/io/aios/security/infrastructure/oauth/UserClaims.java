package io.aios.security.infrastructure.oauth;

import io.aios.security.users.domain.Standing;
import io.aios.security.users.usecase.Users;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/**
 * What a token says of its user, as of now: a role that was taken away since the login is not in
 * it, nor what it permitted (RFC 9068 section 2.2.3; RFC 9470 section 6).
 */
final class UserClaims {
  private final Users users;

  UserClaims(Users users) {
    this.users = users;
  }

  /**
   * @throws OAuth2AuthenticationException {@code invalid_grant} when the user is disabled, or may
   *     have none of the scopes any more
   */
  void describe(Authentication login, Set<String> authorized, JwtClaimsSet.Builder claims) {
    Standing user =
        users
            .standing(login.getName())
            .filter(Standing::enabled)
            .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
    Set<String> scopes = user.narrowed(authorized);
    if (scopes.isEmpty()) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_GRANT, "The user's roles permit none of the scopes", null));
    }
    claims.claim(OAuth2ParameterNames.SCOPE, new LinkedHashSet<>(scopes));
    if (!user.roles().isEmpty()) {
      claims.claim("roles", new ArrayList<>(user.roles()));
    }
    if (!user.groups().isEmpty()) {
      claims.claim("groups", new ArrayList<>(user.groups()));
    }
    Logins.at(login)
        .ifPresent(
            at -> {
              claims.claim("auth_time", Date.from(at));
              claims.claim("acr", Logins.contextClass(login));
              claims.claim("amr", Logins.methods(login));
            });
  }
}
