/** Commands, their queries and leases in Postgres. */
@NullMarked
package io.aios.orchestrator.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
