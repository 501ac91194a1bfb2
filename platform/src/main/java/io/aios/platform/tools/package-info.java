/** Turns annotated methods into tools: schema, permission, budget, time limit, MCP endpoint. */
@NullMarked
package io.aios.platform.tools;

import org.jspecify.annotations.NullMarked;
