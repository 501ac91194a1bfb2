/** Metrics of the machine, by OSHI. */
@NullMarked
package io.aios.sysops.infrastructure.oshi;

import org.jspecify.annotations.NullMarked;
