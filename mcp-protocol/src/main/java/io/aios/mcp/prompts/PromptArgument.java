package io.aios.mcp.prompts;

import org.jspecify.annotations.Nullable;

/**
 * What a prompt can be filled with.
 *
 * @param description null if the name says it all
 */
public record PromptArgument(String name, @Nullable String description, boolean required) {}
