/** Expressions in the Common Expression Language. */
@NullMarked
package io.aios.orchestrator.infrastructure.cel;

import org.jspecify.annotations.NullMarked;
