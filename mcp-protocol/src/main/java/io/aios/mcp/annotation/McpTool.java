package io.aios.mcp.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a tool. It takes at most one record, whose components are the tool's arguments,
 * and at most one {@link io.aios.mcp.server.McpExchange}, in this order. It returns a record
 * (structured content, whose schema is derived), a string, a {@link
 * io.aios.mcp.tools.CallToolResult}, or nothing. An expected failure is returned: {@code
 * CallToolResult.failure(what to do about it)}.
 *
 * <p>The input schema is derived from the record, see {@link RecordSchemas}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface McpTool {
  /** 1 to 128 characters of {@code A-Za-z0-9_.-}. */
  String name();

  /** For models: what it does, when to use it, what comes back. */
  String description();

  /** For people; the name where it is empty. */
  String title() default "";

  /** Whether it changes nothing. */
  boolean readOnly() default false;

  /** Whether it may destroy something, rather than only add. */
  boolean destructive() default true;

  /** Whether a second identical call changes nothing more. */
  boolean idempotent() default false;

  /** Whether it reaches beyond what the server knows: the web, other people. */
  boolean openWorld() default true;
}
