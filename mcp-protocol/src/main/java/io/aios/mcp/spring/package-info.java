/**
 * A server for any Spring Boot application that has annotated methods: set {@code mcp.server.name}.
 */
@NullMarked
package io.aios.mcp.spring;

import org.jspecify.annotations.NullMarked;
