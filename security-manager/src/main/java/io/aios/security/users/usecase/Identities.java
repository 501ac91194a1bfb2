package io.aios.security.users.usecase;

import java.util.Optional;

/** Which user somebody is whom an identity provider elsewhere knows. */
public interface Identities {
  /**
   * Somebody at a provider, for ever (OpenID Connect Core section 2).
   *
   * @param subject never given to another by that issuer
   */
  record Identity(String issuer, String subject) {}

  Optional<String> user(Identity identity);

  void link(Identity identity, String user);
}
