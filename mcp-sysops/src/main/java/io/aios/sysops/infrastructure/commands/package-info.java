/**
 * Bounded child processes: absolute path, argument vector, minimal environment, time and output
 * limits.
 */
@NullMarked
package io.aios.sysops.infrastructure.commands;

import org.jspecify.annotations.NullMarked;
