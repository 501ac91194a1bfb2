package io.aios.privacy;

/**
 * A treated text.
 *
 * @param text the same as came in when the report is empty
 */
public record Filtered(String text, Report report) {}
