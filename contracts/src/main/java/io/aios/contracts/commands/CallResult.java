package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answered, as MCP has it.
 *
 * @param content blocks for reading: text, images, links
 * @param structuredContent the value for programs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallResult(Object content, @Nullable Object structuredContent, boolean isError) {}
