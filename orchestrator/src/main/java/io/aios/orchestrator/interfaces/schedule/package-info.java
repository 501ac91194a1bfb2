/** What happens by the clock. */
@NullMarked
package io.aios.orchestrator.interfaces.schedule;

import org.jspecify.annotations.NullMarked;
