/** The Streamable HTTP transport of a server, for Spring MVC: one URL, JSON or an event stream. */
@NullMarked
package io.aios.mcp.http;

import org.jspecify.annotations.NullMarked;
