package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commands, newest first.
 *
 * @param next pass it as {@code before} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandPage(List<CommandSummary> items, @Nullable UUID next) {}
