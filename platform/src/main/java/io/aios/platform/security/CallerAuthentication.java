package io.aios.platform.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A verified token. Immutable, so that one instance serves every request that carries the token.
 */
final class CallerAuthentication implements Authentication {
  private static final long serialVersionUID = 1L;

  private final transient CallerIdentity caller;
  private final transient List<GrantedAuthority> authorities;
  private final Instant expiresAt;
  private final transient TokenFacts facts;

  /** Own audiences of this service that the token names. */
  private final transient List<String> audiences;

  /** Thumbprint of the key that it is bound to (RFC 9449 section 6.1). */
  private final @Nullable String boundTo;

  CallerAuthentication(
      CallerIdentity caller,
      Instant expiresAt,
      List<String> audiences,
      TokenFacts facts,
      @Nullable String boundTo) {
    this.boundTo = boundTo;
    this.audiences = List.copyOf(audiences);
    this.caller = caller;
    this.facts = facts;
    this.expiresAt = expiresAt;
    this.authorities =
        caller.scopes().stream()
            .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(Scopes.PREFIX + scope))
            .toList();
  }

  /** Somebody whom no token names: asked for anew each time, for every address. */
  static CallerAuthentication of(CallerIdentity caller) {
    return new CallerAuthentication(
        caller,
        Instant.MAX,
        List.of(),
        new TokenFacts(caller.issuer(), caller.subject(), caller.client(), null, null, null),
        null);
  }

  List<String> audiences() {
    return audiences;
  }

  TokenFacts facts() {
    return facts;
  }

  @Nullable String boundTo() {
    return boundTo;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return authorities;
  }

  @Override
  public CallerIdentity getPrincipal() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.subject();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public @Nullable Object getDetails() {
    return null;
  }

  @Override
  public boolean isAuthenticated() {
    return true;
  }

  @Override
  public void setAuthenticated(boolean authenticated) {
    throw new UnsupportedOperationException("A verified token cannot be changed");
  }
}
