package io.aios.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a tool answered.
 *
 * @param structured the value for programs ({@code structuredContent}), null when it gave none
 * @param text the text blocks joined by new lines
 * @param content the content blocks as they came, a JSON array
 */
public record StepResult(@Nullable Json structured, String text, Json content) {}
