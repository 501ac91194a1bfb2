/** Second factors: enrolling, checking and removing them. */
@NullMarked
package io.aios.security.factors.usecase;

import org.jspecify.annotations.NullMarked;
