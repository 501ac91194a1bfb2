package io.aios.gateway.domain;

/**
 * An argument that does not match the tool's schema.
 *
 * @param pointer JSON Pointer (RFC 6901) into the arguments
 * @param keyword the schema keyword that it breaks
 * @param message what is wrong, naming the limit
 * @param value the offending value, shortened
 */
public record Violation(String pointer, String keyword, String message, String value) {}
