package io.aios.gateway.usecase;

import java.util.OptionalInt;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** API keys as far as this gateway has to know them. */
public interface KnownApiKeys {
  /**
   * A key with which a command was given that is still running.
   *
   * @throws InvalidBearerTokenException when it is not valid any more
   * @throws AuthenticationServiceException when that cannot be told
   */
  void require(String id);

  /** The key's own limit; empty where the client is no key, or the key has none. */
  OptionalInt callsPerMinute(String client);

  /** Asks again at the next use. */
  void forget(String id);
}
