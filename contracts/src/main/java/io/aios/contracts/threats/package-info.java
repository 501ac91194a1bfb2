/** What threat detection found. */
@NullMarked
package io.aios.contracts.threats;

import org.jspecify.annotations.NullMarked;
