/**
 * Liveness and readiness on a port of their own, for container platforms that have no certificate
 * to show.
 */
@NullMarked
package io.aios.platform.probes;

import org.jspecify.annotations.NullMarked;
