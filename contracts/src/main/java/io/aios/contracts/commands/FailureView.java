package io.aios.contracts.commands;

/**
 * Why something failed.
 *
 * @param code stable, kebab-case: {@code tool-error}, {@code timed-out}, {@code cancelled} …
 */
public record FailureView(String code, String detail) {}
