/** Schemas: which entities, attributes and actions there are, and whether policies fit them. */
@NullMarked
package io.aios.policy.schema;

import org.jspecify.annotations.NullMarked;
