/**
 * Tools, prompts and resources by annotations. Needs victools' schema generator with its modules
 * for Jackson and Jakarta Validation, which the application brings.
 */
@NullMarked
package io.aios.mcp.annotation;

import org.jspecify.annotations.NullMarked;
