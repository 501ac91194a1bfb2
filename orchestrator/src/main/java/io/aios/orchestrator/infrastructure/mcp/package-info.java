/** Tools by way of the gateway's MCP endpoint. */
@NullMarked
package io.aios.orchestrator.infrastructure.mcp;

import org.jspecify.annotations.NullMarked;
