/**
 * Lets an operator add MCP servers that somebody else wrote. What such a server offers is pinned,
 * read by an administrator and approved before anybody can call it; a definition that changes is
 * taken back until it is approved again. Towards the gateway each server is a tool server with its
 * own alias; towards the server no token of the suite ever leaves.
 */
@NullMarked
package io.aios.federation;

import org.jspecify.annotations.NullMarked;
