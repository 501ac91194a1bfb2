/** Resources: what they are, what they hold, and the methods that list and read them. */
@NullMarked
package io.aios.mcp.resources;

import org.jspecify.annotations.NullMarked;
