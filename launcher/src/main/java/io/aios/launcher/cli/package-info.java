/**
 * The command line {@code aios}: starts and watches the suite's process, and speaks to the gateway
 * like any other client. No Spring here, so that it answers at once.
 */
@NullMarked
package io.aios.launcher.cli;

import org.jspecify.annotations.NullMarked;
