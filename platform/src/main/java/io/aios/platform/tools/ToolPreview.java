package io.aios.platform.tools;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method the preview of a {@link Tool} of the same bean: with the same parameters it says
 * what the tool would do, and does nothing. Whoever may read on the server may see it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ToolPreview {
  /** The tool's name. */
  String value();
}
