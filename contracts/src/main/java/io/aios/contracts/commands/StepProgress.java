package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far a running step is, as its tool says; seen only by who listens at that moment.
 *
 * @param fraction from 0 to 1, absent when the tool does not know the whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepProgress(String step, @Nullable Double fraction, @Nullable String message) {}
