package io.aios.gateway.infrastructure.mcp;

/**
 * A service that says in the registry that it offers tools; one that stands for several servers has
 * several aliases.
 *
 * @param alias the prefix of its tools, one of the metadata {@code tools}
 * @param path where the service answers for this alias, from the metadata {@code tools-path}
 */
record ToolServer(String alias, String service, String path) {}
