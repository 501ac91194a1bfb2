package io.aios.security.keys.usecase;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends keys; every gateway refuses them within a second. */
@Component
public class RevokeKeys {
  private final StoredKeys keys;
  private final KeyChanges changes;

  RevokeKeys(StoredKeys keys, KeyChanges changes) {
    this.keys = keys;
    this.changes = changes;
  }

  @Transactional
  public void revoke(String id) {
    if (keys.remove(id)) {
      changes.changed(id);
    }
  }

  @Transactional
  public void revokeAll(String owner) {
    changes.changed(keys.removeAll(owner));
  }
}
