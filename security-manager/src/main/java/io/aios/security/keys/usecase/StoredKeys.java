package io.aios.security.keys.usecase;

import io.aios.security.keys.domain.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The API keys that were issued and not revoked. */
public interface StoredKeys {
  void add(StoredKey key);

  Optional<StoredKey> find(String id);

  /** The last ones first, a thousand at most; those of everybody where no owner is given. */
  List<StoredKey> list(Optional<String> owner);

  long count(String owner);

  /** Keeps the secrets of a key that was rotated. */
  void replace(StoredKey key);

  /** Whether there was such a key. */
  boolean remove(String id);

  /** Ids of what was removed. */
  List<String> removeAll(String owner);

  /** Writes only when the last use is more than a minute ago. */
  void used(String id, Instant at);

  /** Drops keys that expired before then. */
  void forget(Instant expiredBefore);
}
