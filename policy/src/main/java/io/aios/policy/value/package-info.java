/** The values of Cedar's language, and what an evaluation gives: a value or a failure. */
@NullMarked
package io.aios.policy.value;

import org.jspecify.annotations.NullMarked;
