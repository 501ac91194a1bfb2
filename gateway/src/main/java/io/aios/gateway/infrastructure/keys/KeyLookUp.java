package io.aios.gateway.infrastructure.keys;

import io.aios.contracts.keys.KeyGrant;
import io.aios.gateway.infrastructure.authority.AuthorityRequests;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Asks security-manager for a key; so many at the same time. */
@Component
final class KeyLookUp {
  private final AuthorityRequests authority;
  private final KeyProperties properties;
  private final Semaphore places;

  KeyLookUp(AuthorityRequests authority, KeyProperties properties) {
    this.authority = authority;
    this.properties = properties;
    this.places = new Semaphore(properties.lookUps());
  }

  /**
   * @param usedSecret hash of the secret that was presented, by which security-manager knows that
   *     the key is used; empty for none
   */
  KnownKey ask(String id, String usedSecret) throws IOException, InterruptedException {
    if (!places.tryAcquire(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("%d API keys are being looked up".formatted(properties.lookUps()));
    }
    try {
      return new KnownKey(
          authority.get(
              new AuthorityRequests.Address(
                  "/internal/keys/" + id + "?used=" + usedSecret,
                  "keys:fetch",
                  properties.timeout()),
              KeyGrant.class));
    } finally {
      places.release();
    }
  }
}
