/** Who calls and what they may do: one deny-by-default filter chain, token checks, hop tokens. */
@NullMarked
package io.aios.platform.security;

import org.jspecify.annotations.NullMarked;
