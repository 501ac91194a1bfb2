package io.aios.security.keys.interfaces.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aios.contracts.keys.ApiKey;
import io.aios.security.keys.domain.StoredKey;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it.
 *
 * @param key in the answer that issues or rotates it, and nowhere else
 * @param previousGoodUntil while a rotation overlaps
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyView(
    String id,
    @Nullable String key,
    String name,
    String owner,
    Set<String> scopes,
    @Nullable Integer callsPerMinute,
    @Nullable Integer callsPerDay,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant previousGoodUntil) {

  static KeyView of(StoredKey stored) {
    return view(stored, null);
  }

  static KeyView withSecret(StoredKey stored, ApiKey key) {
    return view(stored, key.text());
  }

  private static KeyView view(StoredKey stored, @Nullable String key) {
    StoredKey.Previous previous = stored.previous();
    return new KeyView(
        stored.id(),
        key,
        stored.name(),
        stored.owner(),
        new TreeSet<>(stored.scopes()),
        stored.callsPerMinute(),
        stored.callsPerDay(),
        stored.createdAt(),
        stored.expiresAt(),
        stored.lastUsedAt(),
        previous == null ? null : previous.until());
  }
}
