/**
 * Takes commands, runs their steps through the gateway and answers: a command is validated whole,
 * recorded as events before anything happens, executed step by step, and outlives the process that
 * accepted it.
 */
@NullMarked
package io.aios.orchestrator;

import org.jspecify.annotations.NullMarked;
