/**
 * Runs Python for models and people in a sandbox: one-off runs, and sessions that keep their state.
 */
@NullMarked
package io.aios.python;

import org.jspecify.annotations.NullMarked;
