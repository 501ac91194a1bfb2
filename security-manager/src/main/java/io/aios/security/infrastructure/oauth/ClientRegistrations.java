package io.aios.security.infrastructure.oauth;

import io.aios.security.domain.RedirectUris;
import io.aios.security.domain.RegistrationRate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** Clients that register themselves (RFC 7591): public ones, and not many at a time. */
@Component
public class ClientRegistrations {
  private static final int MAX_REDIRECTS = 10;

  private final RegisteredClientRepository clients;
  private final PublicClientSettings settings;
  private final RegistrationRate rate;
  private final Clock clock;

  ClientRegistrations(
      RegisteredClientRepository clients, SecurityManagerProperties properties, Clock clock) {
    this.clients = clients;
    this.settings = new PublicClientSettings(properties);
    this.rate = new RegistrationRate(properties.registrations(), Duration.ofHours(1));
    this.clock = clock;
  }

  /** A client as it was registered. */
  public record Registered(
      String clientId, Instant issuedAt, String name, List<String> redirects) {}

  /** Why a client is not registered, in the words of RFC 7591 section 3.2.2. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String error;

    Refused(String error, String description) {
      super(description);
      this.error = error;
    }

    public String error() {
      return error;
    }
  }

  /**
   * @param method {@code token_endpoint_auth_method}
   * @throws Refused naming what is wrong
   */
  public Registered register(
      String name, List<String> redirects, String method, Set<String> grants) {
    if (!method.equals("none")) {
      throw new Refused(
          "invalid_client_metadata", "token_endpoint_auth_method must be none, not " + method);
    }
    if (!Set.of("authorization_code", "refresh_token").containsAll(grants)) {
      throw new Refused(
          "invalid_client_metadata",
          "grant_types may hold authorization_code and refresh_token, not " + grants);
    }
    if (redirects.isEmpty() || redirects.size() > MAX_REDIRECTS) {
      throw new Refused(
          "invalid_redirect_uri", "redirect_uris must hold 1 to " + MAX_REDIRECTS + " addresses");
    }
    for (String redirect : redirects) {
      String refusal = RedirectUris.refusal(redirect);
      if (refusal != null) {
        throw new Refused("invalid_redirect_uri", redirect + ": " + refusal);
      }
    }
    Instant now = clock.instant();
    if (!rate.take(now)) {
      throw new Refused("too_many_requests", "Too many clients registered; try again in an hour");
    }
    String clean = ClientNames.clean(name);
    String id = "dynamic-" + UUID.randomUUID();
    String shown = clean.isEmpty() ? id : clean;
    clients.save(settings.client(id, shown, redirects).clientIdIssuedAt(now).build());
    return new Registered(id, now, shown, redirects);
  }
}
