/** Prompts: templates of messages that a person picks, and the methods that list and fill them. */
@NullMarked
package io.aios.mcp.prompts;

import org.jspecify.annotations.NullMarked;
