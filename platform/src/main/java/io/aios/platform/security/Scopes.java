package io.aios.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.GrantedAuthority;

/** OAuth scopes as Spring Security authorities: {@code SCOPE_ops:read}. */
public final class Scopes {
  static final String PREFIX = "SCOPE_";

  /** Reading metrics and state of the suite. */
  public static final String OPS_READ = "ops:read";

  private Scopes() {}

  /** For {@code hasAuthority} in {@link RouteAuthorities}. */
  public static String authority(String scope) {
    return PREFIX + scope;
  }

  /** The scopes a refused request would have needed, as far as the rule knew them. */
  static List<String> missing(AuthorizationResult result) {
    Collection<GrantedAuthority> needed =
        result instanceof AuthorityAuthorizationDecision decision
            ? decision.getAuthorities()
            : List.of();
    return needed.stream()
        .map(authority -> String.valueOf(authority.getAuthority()))
        .filter(authority -> authority.startsWith(PREFIX))
        .map(authority -> authority.substring(PREFIX.length()))
        .collect(Collectors.toList());
  }
}
