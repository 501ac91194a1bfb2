/** Completion of what a person types into a prompt's argument or a template's variable. */
@NullMarked
package io.aios.mcp.completion;

import org.jspecify.annotations.NullMarked;
