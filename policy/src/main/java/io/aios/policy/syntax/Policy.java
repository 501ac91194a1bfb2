package io.aios.policy.syntax;

import java.util.List;
import java.util.Map;

/**
 * One policy.
 *
 * @param id what decisions name it by: its {@code @id} annotation, or {@code <file>#<n>}, from 0
 * @param annotations in the order of the text; those without a value have the empty text
 * @param conditions what {@code when} and {@code unless} ask, the latter negated, in their order
 */
public record Policy(
    String id,
    String file,
    Position at,
    Effect effect,
    Map<String, String> annotations,
    Scope principal,
    Scope action,
    Scope resource,
    List<Expr> conditions) {

  /** What a policy does when it applies. */
  public enum Effect {
    PERMIT,
    FORBID
  }
}
