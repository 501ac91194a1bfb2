package io.aios.gateway.usecase;

import org.jspecify.annotations.Nullable;
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

  /**
   * A key's own limits, beside its owner's; null for none.
   *
   * @param callsPerDay by the gateways' day
   */
  record Limits(@Nullable Integer callsPerMinute, @Nullable Integer callsPerDay) {}

  /** Null where the client is no key, or the key has no limits. */
  @Nullable Limits limits(String client);

  /** Asks again at the next use. */
  void forget(String id);
}
