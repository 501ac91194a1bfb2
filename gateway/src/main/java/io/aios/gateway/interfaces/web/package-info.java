/** The public HTTP interface: tools over REST and MCP, routes to other services, documentation. */
@NullMarked
package io.aios.gateway.interfaces.web;

import org.jspecify.annotations.NullMarked;
