/** Anomaly detection with random cut forests. */
@NullMarked
package io.aios.security.threats.infrastructure.rcf;

import org.jspecify.annotations.NullMarked;
