/** The machine, by OSHI. */
@NullMarked
package io.aios.gateway.infrastructure.oshi;

import org.jspecify.annotations.NullMarked;
