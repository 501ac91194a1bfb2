/** Tools: how they are described, listed page by page, called, and what they answer. */
@NullMarked
package io.aios.mcp.tools;

import org.jspecify.annotations.NullMarked;
