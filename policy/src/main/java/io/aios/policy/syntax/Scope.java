package io.aios.policy.syntax;

import io.aios.policy.value.EntityUid;
import java.util.List;

/** What a policy's head asks of the principal, the action or the resource. */
public sealed interface Scope {
  record Any() implements Scope {}

  record Equal(EntityUid entity) implements Scope {}

  /** One of these, or below one of these in the hierarchy. */
  record In(List<EntityUid> entities) implements Scope {}

  record Is(String type) implements Scope {}

  record IsIn(String type, EntityUid entity) implements Scope {}
}
