/** Compiled policies and the decisions that they give. */
@NullMarked
package io.aios.policy.engine;

import org.jspecify.annotations.NullMarked;
