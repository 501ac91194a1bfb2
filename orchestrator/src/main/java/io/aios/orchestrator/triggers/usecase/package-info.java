/** Triggers: making them, firing them once, and submitting their commands. */
@NullMarked
package io.aios.orchestrator.triggers.usecase;

import org.jspecify.annotations.NullMarked;
