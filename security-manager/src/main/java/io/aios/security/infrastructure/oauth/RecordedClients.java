package io.aios.security.infrastructure.oauth;

import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.usecase.RecordLogins;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Authentication of clients whose refusals are recorded. */
final class RecordedClients implements AuthenticationProvider {
  private final AuthenticationProvider clients;
  private final RegisteredClientRepository registered;
  private final RecordLogins records;

  RecordedClients(
      AuthenticationProvider clients, RegisteredClientRepository registered, RecordLogins records) {
    this.clients = clients;
    this.registered = registered;
    this.records = records;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication shown) {
    try {
      return clients.authenticate(shown);
    } catch (OAuth2AuthenticationException refused) {
      Optional<String> known = known(shown.getName());
      records.refused(
          LoginMethod.CLIENT,
          known.orElse(null),
          known.isPresent() ? LoginRefusal.WRONG_CREDENTIALS : LoginRefusal.UNKNOWN_CLIENT);
      throw refused;
    }
  }

  /** What is no client's name may be a secret. A described client is not asked for once more. */
  private Optional<String> known(String id) {
    return DescribedClients.isAddress(id) || registered.findByClientId(id) == null
        ? Optional.empty()
        : Optional.of(id);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return clients.supports(authentication);
  }
}
