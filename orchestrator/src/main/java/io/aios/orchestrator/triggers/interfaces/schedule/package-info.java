/** The clock that fires triggers. */
@NullMarked
package io.aios.orchestrator.triggers.interfaces.schedule;

import org.jspecify.annotations.NullMarked;
