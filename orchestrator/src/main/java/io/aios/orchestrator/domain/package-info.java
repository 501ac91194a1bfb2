/** The command as an event-sourced aggregate; plain Java. */
@NullMarked
package io.aios.orchestrator.domain;

import org.jspecify.annotations.NullMarked;
