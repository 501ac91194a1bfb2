/** Policies about tool calls: their schema, the default, and how a call becomes a request. */
@NullMarked
package io.aios.policy.tools;

import org.jspecify.annotations.NullMarked;
