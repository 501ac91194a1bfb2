/**
 * The vocabulary of the Model Context Protocol on the wire: versions, headers, messages, errors.
 */
@NullMarked
package io.aios.mcp;

import org.jspecify.annotations.NullMarked;
