package io.aios.mcp.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a prompt. It takes at most one record, whose components are the prompt's
 * arguments, and at most one {@link io.aios.mcp.server.McpExchange}, in this order. It returns a
 * string, which the user is to say, or a {@link io.aios.mcp.prompts.PromptResult}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface McpPrompt {
  String name();

  String description();

  /** For people; the name where it is empty. */
  String title() default "";
}
