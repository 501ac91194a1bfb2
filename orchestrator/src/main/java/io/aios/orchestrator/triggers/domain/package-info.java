/** When a trigger fires: schedules over time zones, what is missed, what is a loop. */
@NullMarked
package io.aios.orchestrator.triggers.domain;

import org.jspecify.annotations.NullMarked;
