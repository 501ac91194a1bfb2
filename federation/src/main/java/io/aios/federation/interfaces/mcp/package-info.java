/** Towards the gateway: a tool server for each external server. */
@NullMarked
package io.aios.federation.interfaces.mcp;

import org.jspecify.annotations.NullMarked;
