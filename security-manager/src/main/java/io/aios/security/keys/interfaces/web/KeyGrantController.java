package io.aios.security.keys.interfaces.web;

import io.aios.contracts.keys.KeyGrant;
import io.aios.security.keys.domain.StoredKey;
import io.aios.security.keys.usecase.StoredKeys;
import io.aios.security.revocation.usecase.Quarantines;
import io.aios.security.usecase.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where gateways look keys up when somebody uses them, which is how their last use is known. */
@RestController
class KeyGrantController {
  private final StoredKeys keys;
  private final Accounts accounts;
  private final Quarantines quarantines;
  private final Clock clock;

  KeyGrantController(StoredKeys keys, Accounts accounts, Quarantines quarantines, Clock clock) {
    this.keys = keys;
    this.accounts = accounts;
    this.quarantines = quarantines;
    this.clock = clock;
  }

  /**
   * @param used hash of the secret that was presented; only a good one is a use
   */
  @GetMapping("/internal/keys/{id:[0-9A-Za-z]{12}}")
  ResponseEntity<KeyGrant> grant(@PathVariable String id, @RequestParam String used) {
    Instant now = clock.instant();
    Optional<KeyGrant> found =
        keys.find(id)
            .filter(key -> !key.isExpired(now))
            .filter(key -> !quarantines.holds(key.owner()))
            .map(key -> grant(key, now))
            .filter(grant -> !grant.scopes().isEmpty());
    if (found.stream()
        .flatMap(grant -> grant.secrets().stream())
        .anyMatch(secret -> secret.sha256().equals(used))) {
      keys.used(id, now);
    }
    return ResponseEntity.of(found);
  }

  /** A key permits no more than its owner has now. */
  private KeyGrant grant(StoredKey key, Instant now) {
    List<KeyGrant.Secret> secrets = new ArrayList<>();
    secrets.add(new KeyGrant.Secret(key.secretHash(), null));
    StoredKey.Previous previous = key.previous();
    if (previous != null && now.isBefore(previous.until())) {
      secrets.add(new KeyGrant.Secret(previous.secretHash(), previous.until()));
    }
    return new KeyGrant(
        key.id(),
        key.owner(),
        accounts.narrowed(key.owner(), key.scopes()),
        key.expiresAt(),
        key.callsPerMinute(),
        key.callsPerDay(),
        secrets,
        accounts.roles(key.owner()),
        accounts.groups(key.owner()));
  }
}
