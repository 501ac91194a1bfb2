/**
 * The server core, independent of transport: decides the era of a request, checks it in the order
 * the specification gives, runs the method's handler and writes the reply.
 */
@NullMarked
package io.aios.mcp.server;

import org.jspecify.annotations.NullMarked;
