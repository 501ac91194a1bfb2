/**
 * Access policies in Cedar's language. {@link io.aios.policy.engine.PolicySet} compiles the
 * policies that {@link io.aios.policy.syntax.PolicyText} reads and decides requests; {@link
 * io.aios.policy.schema.Schema} checks them against the types of a deployment beforehand.
 */
@NullMarked
package io.aios.policy;

import org.jspecify.annotations.NullMarked;
