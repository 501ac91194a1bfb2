package io.aios.python.domain;

import org.jspecify.annotations.Nullable;

/**
 * A global variable of a session.
 *
 * @param size length, or shape such as {@code 3x4}; null if it has neither
 */
public record Variable(String name, String type, @Nullable String size, String preview) {}
