/** Names for logs, metrics and traces that every service shares. */
@NullMarked
package io.aios.platform.telemetry;

import org.jspecify.annotations.NullMarked;
