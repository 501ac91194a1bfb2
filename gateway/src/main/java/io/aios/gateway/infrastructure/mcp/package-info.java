/** The catalogue, read from each tool server over MCP. */
@NullMarked
package io.aios.gateway.infrastructure.mcp;

import org.jspecify.annotations.NullMarked;
