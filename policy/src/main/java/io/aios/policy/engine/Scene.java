package io.aios.policy.engine;

import io.aios.policy.value.EntityUid;
import io.aios.policy.value.Outcome;
import io.aios.policy.value.RecordValue;
import org.jspecify.annotations.Nullable;

/** One request being decided, with the shared expressions that it has evaluated so far. */
final class Scene {
  final EntityUid principal;
  final EntityUid action;
  final EntityUid resource;
  final RecordValue context;
  final Entities entities;
  final @Nullable Outcome[] memory;

  Scene(Request request, Entities entities, int shared) {
    this.principal = request.principal();
    this.action = request.action();
    this.resource = request.resource();
    this.context = request.context();
    this.entities = entities;
    this.memory = new @Nullable Outcome[shared];
  }

  boolean isIn(EntityUid below, EntityUid above) {
    if (below.equals(above)) {
      return true;
    }
    Entity entity = entities.find(below);
    return entity != null && entity.ancestors().contains(above);
  }
}
