/** External servers, spoken to in the era that each knows. */
@NullMarked
package io.aios.federation.infrastructure.mcp;

import org.jspecify.annotations.NullMarked;
