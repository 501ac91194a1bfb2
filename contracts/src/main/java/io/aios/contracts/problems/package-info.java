/** The suite's error vocabulary (RFC 9457). */
@NullMarked
package io.aios.contracts.problems;

import org.jspecify.annotations.NullMarked;
