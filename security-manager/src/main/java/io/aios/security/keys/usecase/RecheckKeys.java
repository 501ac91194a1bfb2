package io.aios.security.keys.usecase;

import io.aios.security.keys.domain.StoredKey;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has every gateway ask again, within a second, whether somebody's keys are good. */
@Component
public class RecheckKeys {
  private final StoredKeys keys;
  private final KeyChanges changes;

  RecheckKeys(StoredKeys keys, KeyChanges changes) {
    this.keys = keys;
    this.changes = changes;
  }

  /** In the caller's transaction. */
  public void recheck(String owner) {
    List<String> ids = keys.list(Optional.of(owner)).stream().map(StoredKey::id).toList();
    changes.changed(ids);
  }
}
