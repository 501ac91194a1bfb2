/** The MCP tools of this server. */
@NullMarked
package io.aios.python.interfaces.tools;

import org.jspecify.annotations.NullMarked;
