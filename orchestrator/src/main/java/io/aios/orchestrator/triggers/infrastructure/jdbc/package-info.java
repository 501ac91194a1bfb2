/** Triggers and firings in Postgres. */
@NullMarked
package io.aios.orchestrator.triggers.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
