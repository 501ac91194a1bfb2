/**
 * MCP server for the operating system: what the machine is and does, its processes, units,
 * packages, logs and files, and sandboxed programs.
 */
@NullMarked
package io.aios.sysops;

import org.jspecify.annotations.NullMarked;
