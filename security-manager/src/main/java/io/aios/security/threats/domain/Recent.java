package io.aios.security.threats.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of the keys that were used last; the others are forgotten. Not thread-safe. */
final class Recent<K, V> {
  private static final float LOAD = 0.75f;

  private final Map<K, V> byKey;

  Recent(int most) {
    this.byKey =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key, Supplier<V> fresh) {
    V known = byKey.get(key);
    if (known == null) {
      known = fresh.get();
      byKey.put(key, known);
    }
    return known;
  }

  @Nullable V find(K key) {
    return byKey.get(key);
  }

  void put(K key, V value) {
    byKey.put(key, value);
  }

  void remove(K key) {
    byKey.remove(key);
  }

  int size() {
    return byKey.size();
  }
}
