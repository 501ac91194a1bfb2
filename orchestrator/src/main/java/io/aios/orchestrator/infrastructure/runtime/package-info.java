/** Threads and time. */
@NullMarked
package io.aios.orchestrator.infrastructure.runtime;

import org.jspecify.annotations.NullMarked;
