/** The ledger's batches and nodes in Postgres. */
@NullMarked
package io.aios.security.audit.infrastructure.jdbc;

import org.jspecify.annotations.NullMarked;
