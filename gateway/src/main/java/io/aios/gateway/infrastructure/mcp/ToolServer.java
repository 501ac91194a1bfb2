package io.aios.gateway.infrastructure.mcp;

/**
 * A service that says in the registry that it offers tools.
 *
 * @param alias the prefix of its tools, from the metadata {@code tools}
 */
record ToolServer(String alias, String service) {}
