package io.aios.python.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whether code compiles, and where it does not.
 *
 * @param line from 1
 * @param column from 1
 */
public record SyntaxCheck(
    boolean valid,
    @Nullable String message,
    @Nullable Integer line,
    @Nullable Integer column,
    @Nullable String source) {}
