package io.aios.policy.engine;

import io.aios.policy.value.EntityUid;
import io.aios.policy.value.RecordValue;
import java.util.Set;

/**
 * Something that policies speak about.
 *
 * @param ancestors every entity above it in the hierarchy, at any distance
 * @param tags values under names that the schema does not list
 */
public record Entity(
    EntityUid uid, RecordValue attributes, Set<EntityUid> ancestors, RecordValue tags) {
  public Entity {
    ancestors = Set.copyOf(ancestors);
  }

  public Entity(EntityUid uid, RecordValue attributes, Set<EntityUid> ancestors) {
    this(uid, attributes, ancestors, RecordValue.EMPTY);
  }
}
