/**
 * The suite's process: embedded infrastructure first, then every service in this JVM (or in one
 * process each), health watched, everything stopped in reverse order.
 */
@NullMarked
package io.aios.launcher.suite;

import org.jspecify.annotations.NullMarked;
