package io.aios.policy.engine;

import io.aios.policy.value.EntityUid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about entities. Asked on every decision: answers from memory. */
@FunctionalInterface
public interface Entities {
  Entities NONE = uid -> null;

  /** The entity, or null when nothing is known about it: it then has no attributes or ancestors. */
  @Nullable Entity find(EntityUid uid);

  /** These entities; the last one counts where two have the same name. */
  static Entities of(List<Entity> entities) {
    Map<EntityUid, Entity> known = new HashMap<>();
    entities.forEach(entity -> known.put(entity.uid(), entity));
    return known::get;
  }

  /** These entities and one more, which hides an older one of its name. */
  default Entities with(Entity more) {
    return uid -> uid.equals(more.uid()) ? more : find(uid);
  }
}
