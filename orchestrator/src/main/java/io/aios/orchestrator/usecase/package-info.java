/** Submitting, running, following, cancelling and recovering commands, and the ports they need. */
@NullMarked
package io.aios.orchestrator.usecase;

import org.jspecify.annotations.NullMarked;
