package io.aios.mcp.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a resource, or with variables in its URI a family of resources. It takes at most
 * one record, whose components are the variables, and at most one {@link
 * io.aios.mcp.server.McpExchange}, in this order. It returns a string, bytes, or a {@link
 * io.aios.mcp.resources.ReadResult}; null says that there is no such resource.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface McpResource {
  /** The URI, or a template as {@link io.aios.mcp.resources.UriTemplate} matches it. */
  String uri();

  String name();

  String description();

  /** For people; the name where it is empty. */
  String title() default "";

  String mimeType() default "text/plain";

  /** How long a client may keep what it read, for itself, in seconds. */
  int ttlSeconds() default 0;
}
