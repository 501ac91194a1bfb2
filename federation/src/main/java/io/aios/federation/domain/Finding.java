package io.aios.federation.domain;

/**
 * Something in a definition that does not belong there.
 *
 * @param pointer where (RFC 6901)
 * @param kind such as {@code instruction} or {@code invisible-character}
 * @param text the passage, with invisible characters named
 */
public record Finding(String pointer, String kind, String text) {}
