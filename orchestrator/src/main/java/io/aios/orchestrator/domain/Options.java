package io.aios.orchestrator.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a command is to be run.
 *
 * @param timeout from acceptance to the end; what runs then is interrupted
 * @param priority 0 to 9, higher first when commands have to wait
 * @param idempotencyKey under which the answer can be asked for again
 */
public record Options(Duration timeout, int priority, @Nullable String idempotencyKey) {}
