/**
 * The suite's one data directory: its layout, lock, secrets and the state that the command line
 * reads.
 */
@NullMarked
package io.aios.launcher.data;

import org.jspecify.annotations.NullMarked;
