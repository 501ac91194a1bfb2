/** Policy texts and what they say: parsing into expressions that carry their place in the text. */
@NullMarked
package io.aios.policy.syntax;

import org.jspecify.annotations.NullMarked;
