/** A short memory for answers of tools that read. */
@NullMarked
package io.aios.orchestrator.infrastructure.redis;

import org.jspecify.annotations.NullMarked;
