package io.aios.platform.tools;

import io.aios.contracts.tools.Risk;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a Spring bean a tool. The method takes at most one record, whose components are
 * the tool's arguments, and at most one {@link ToolCall}, in this order; it returns a record, a
 * {@link ToolResult}, or nothing.
 *
 * <p>The input schema (JSON Schema 2020-12) is derived from the record: components are required
 * unless {@code @Nullable}; {@code @JsonPropertyDescription} describes them; Jakarta Validation
 * annotations give bounds. Expected failures are thrown as {@link ToolFailure}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tool {
  /** {@code <server>_<verb>_<object>}, unique over the suite. */
  String name();

  /** For people, in lists. */
  String title();

  /** For models and people: what it does, when to use it, what comes back. */
  String description();

  Risk risk() default Risk.READ;

  /** Whether a second identical call changes nothing more. A {@link Risk#READ} tool always is. */
  boolean idempotent() default false;

  /** Hard time limit in seconds; the call is then cancelled and fails with a named error. */
  int timeoutSeconds() default 60;

  /**
   * Units that a call takes out of its caller's quotas, up to 1000: more than one where it keeps
   * the machine busy for long.
   */
  int cost() default 1;

  /**
   * What undoing a call could do, in words, for who approves it; what can be undone really says
   * {@link ToolCall#undo} of each call.
   */
  String undo() default "";

  /** The opt-in group it is listed in; {@code default} is listed always. */
  String profile() default "default";
}
