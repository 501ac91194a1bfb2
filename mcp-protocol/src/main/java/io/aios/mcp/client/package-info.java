/** A client for modern servers over HTTP: lists and calls tools, follows progress, cancels. */
@NullMarked
package io.aios.mcp.client;

import org.jspecify.annotations.NullMarked;
