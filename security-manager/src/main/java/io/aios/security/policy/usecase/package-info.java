/** Putting, testing, trying and activating access policies. */
@NullMarked
package io.aios.security.policy.usecase;

import org.jspecify.annotations.NullMarked;
