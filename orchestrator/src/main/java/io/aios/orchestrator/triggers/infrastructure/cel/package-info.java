/** Which events match, and what of them goes into a command, in CEL. */
@NullMarked
package io.aios.orchestrator.triggers.infrastructure.cel;

import org.jspecify.annotations.NullMarked;
