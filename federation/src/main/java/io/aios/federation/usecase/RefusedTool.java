package io.aios.federation.usecase;

/**
 * A tool that cannot be offered, whatever an administrator says.
 *
 * @param name the server's own
 */
public record RefusedTool(String name, String reason) {}
