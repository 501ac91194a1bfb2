package io.aios.gateway.infrastructure.keys;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.aios.contracts.keys.ApiKey;
import io.aios.gateway.usecase.KnownApiKeys;
import io.aios.platform.security.ApiKeys;
import io.aios.platform.security.CallerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/**
 * Checks API keys. The checksum is checked before anything else, so that what is no key costs
 * nobody anything; then the key's id is looked up, and the answer remembered: asked for again after
 * half a minute of use, dropped when a revocation names the key, and used for minutes more only
 * while security-manager cannot be asked. The secret itself never leaves the gateway.
 */
@Component
final class FetchedApiKeys implements ApiKeys, KnownApiKeys {
  private final KeyLookUp lookUp;
  private final Clock clock;
  private final LoadingCache<String, KnownKey> known;

  FetchedApiKeys(KeyLookUp lookUp, KeyProperties properties, Clock clock) {
    this.lookUp = lookUp;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .maximumSize(properties.remembered())
            .refreshAfterWrite(properties.refresh())
            .expireAfterWrite(properties.maxAge())
            .build(loader());
  }

  private CacheLoader<String, KnownKey> loader() {
    return new CacheLoader<>() {
      @Override
      public KnownKey load(String id) throws IOException, InterruptedException {
        return lookUp.ask(id, "");
      }

      @Override
      public KnownKey reload(String id, KnownKey old) throws IOException, InterruptedException {
        return lookUp.ask(id, old.usedSecret());
      }
    };
  }

  @Override
  public CallerIdentity authenticate(String text) {
    ApiKey key =
        ApiKey.parse(text).orElseThrow(() -> new InvalidBearerTokenException("This is no API key"));
    String hash = key.secretHash();
    CallerIdentity caller = find(key.id(), hash).callerWith(hash, clock.instant());
    if (caller == null) {
      throw new InvalidBearerTokenException(
          "The API key " + key.id() + " is not valid: it expired, was rotated or revoked");
    }
    return caller;
  }

  @Override
  public void require(String id) {
    if (!find(id, "").isAlive(clock.instant())) {
      throw new InvalidBearerTokenException("The API key " + id + " expired or was revoked");
    }
  }

  @Override
  public @Nullable Limits limits(String client) {
    return ApiKey.idOfClient(client).map(known::getIfPresent).map(KnownKey::limits).orElse(null);
  }

  @Override
  public void forget(String id) {
    known.invalidate(id);
  }

  private KnownKey find(String id, String usedSecret) {
    try {
      return known.get(id, absent -> ask(absent, usedSecret));
    } catch (UncheckedIOException e) {
      throw new AuthenticationServiceException(
          "The API key " + id + " cannot be looked up: " + e.getMessage(), e);
    }
  }

  private KnownKey ask(String id, String usedSecret) {
    try {
      return lookUp.ask(id, usedSecret);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("The look-up was interrupted", e));
    }
  }
}
