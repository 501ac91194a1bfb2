/** The contract that every MCP server of the suite keeps, as a test. */
@NullMarked
package io.aios.testkit.mcp;

import org.jspecify.annotations.NullMarked;
