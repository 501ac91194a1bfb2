/** Events from Kafka that may fire triggers. */
@NullMarked
package io.aios.orchestrator.triggers.interfaces.events;

import org.jspecify.annotations.NullMarked;
